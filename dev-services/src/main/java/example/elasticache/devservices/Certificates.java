package example.elasticache.devservices;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The key and the certificate of a TLS server, and a trust store for its clients.
 *
 * <p>The JDK's keytool makes them once and they are kept under {@code target/}. The certificate is
 * its own authority, so only a client that is given the trust store believes it.
 */
public final class Certificates {
  private static final String ALIAS = "server";

  /** Protects nothing: the key is made on this machine, for servers on this machine. */
  private static final String PASSWORD = "changeit";

  private final Path directory;

  private Certificates(Path directory) {
    this.directory = directory;
  }

  /** Returns a certificate for the names of this machine's loopback interface. */
  public static Certificates forLocalhost() {
    return forNames("dns:localhost", "ip:127.0.0.1");
  }

  /** Returns a certificate for another host: what a client must refuse. */
  public static Certificates forAnotherHost() {
    return forNames("dns:cache.example");
  }

  /** Returns a certificate for these subject alternative names, in keytool's notation. */
  public static Certificates forNames(String... names) {
    String san = String.join(",", names);
    String name = "certificate-" + san.replaceAll("[^A-Za-z0-9.,-]", "-");
    return new Certificates(WorkFiles.kept(name, draft -> make(san, draft)));
  }

  private static void make(String san, Path draft) {
    var made = new Certificates(draft);
    keytool(
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=dev-services",
        "-ext",
        "SAN=" + san,
        "-validity",
        "3650",
        "-storetype",
        "PKCS12",
        "-keystore",
        made.keyStore().toString(),
        "-storepass",
        PASSWORD);
    try {
      KeyStore keys = load(made.keyStore());
      Certificate certificate = keys.getCertificate(ALIAS);
      byte[] key = keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
      Files.writeString(made.key(), pem("PRIVATE KEY", key));
      Files.writeString(made.certificate(), pem("CERTIFICATE", certificate.getEncoded()));
      KeyStore trust = KeyStore.getInstance("PKCS12");
      trust.load(null, null);
      trust.setCertificateEntry(ALIAS, certificate);
      try (OutputStream out = Files.newOutputStream(made.trustStore())) {
        trust.store(out, PASSWORD.toCharArray());
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerException("Could not write the certificate for " + san + ".", e);
    }
  }

  private static void keytool(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new ServerException("keytool made no certificate:\n" + output.indent(2));
      }
    } catch (IOException e) {
      throw new ServerException(
          "This Java has no keytool, so no TLS server can be started. Use a JDK, not a JRE.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted.", e);
    }
  }

  private static String pem(String type, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  /** Returns the server's key and certificate, as PKCS12. */
  public Path keyStore() {
    return directory.resolve("server.p12");
  }

  /** Returns what a client must trust, as PKCS12. */
  public Path trustStore() {
    return directory.resolve("trust.p12");
  }

  /** Returns the password of both stores. */
  public String password() {
    return PASSWORD;
  }

  /** Returns the certificate, as PEM. */
  public Path certificate() {
    return directory.resolve("server.crt");
  }

  /** Returns the server's key, as PEM. */
  public Path key() {
    return directory.resolve("server.key");
  }

  /** Returns a context for a server in this JVM that shows this certificate. */
  public SSLContext serverContext() {
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(keyStore()), PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerException("Could not read " + keyStore() + ".", e);
    }
  }

  /** Returns a context for clients that trust this certificate and no other. */
  public SSLContext clientContext() {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(trustStore()));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerException("Could not read " + trustStore() + ".", e);
    }
  }
}
