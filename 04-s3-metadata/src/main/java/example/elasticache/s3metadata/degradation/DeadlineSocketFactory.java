package example.elasticache.s3metadata.degradation;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SSLSocketWrapper;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Makes sockets that give up when the {@link Deadline} of the thread that reads is over. */
final class DeadlineSocketFactory extends DefaultJedisSocketFactory {
  private final int connectMillis;
  private final int readMillis;
  private final SslOptions tls;
  private SSLSocketFactory tlsSockets;

  /** The config's own timeouts hold for threads that have no deadline. */
  DeadlineSocketFactory(HostAndPort server, JedisClientConfig config) {
    super(server, config);
    this.connectMillis = config.getConnectionTimeoutMillis();
    this.readMillis = config.getSocketTimeoutMillis();
    this.tls = config.getSslOptions();
  }

  // tag::connect[]
  @Override
  public Socket createSocket() {
    HostAndPort server = getSocketHostAndPort();
    var failure = new JedisConnectionException("Failed to connect to " + server + ".");
    try {
      for (InetAddress address : InetAddress.getAllByName(server.getHost())) {
        var socket = new DeadlineSocket(readMillis);
        try {
          return connect(socket, new InetSocketAddress(address, server.getPort()), server);
        } catch (IOException | GeneralSecurityException e) {
          failure.addSuppressed(e);
          socket.close();
        }
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    throw failure;
  }

  private Socket connect(DeadlineSocket socket, InetSocketAddress address, HostAndPort server)
      throws IOException, GeneralSecurityException {
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    // When it is closed, drop what the server has not taken yet: nobody waits for it any more.
    socket.setSoLinger(true, 0);
    socket.setSoTimeout(readMillis);
    socket.connect(address, Deadline.millisLeft(connectMillis));
    return tls == null ? socket : encrypted(socket, server);
  }

  // end::connect[]

  // tag::tls[]
  /** Wraps the socket from outside: also a TLS record that drips in cannot outlive the deadline. */
  private Socket encrypted(Socket socket, HostAndPort server)
      throws IOException, GeneralSecurityException {
    var encrypted =
        (SSLSocket) tlsSockets().createSocket(socket, server.getHost(), server.getPort(), true);
    SSLParameters parameters = tls.getSslParameters();
    if (parameters == null) {
      parameters = encrypted.getSSLParameters();
    }
    // Whatever else the options say: the certificate must be for the host that we meant.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    return new SSLSocketWrapper(encrypted, socket);
  }

  // end::tls[]

  /** Reads the trust store once; a second connection can then resume the first one's session. */
  private synchronized SSLSocketFactory tlsSockets() throws IOException, GeneralSecurityException {
    if (tlsSockets == null) {
      tlsSockets = tls.createSslContext().getSocketFactory();
    }
    return tlsSockets;
  }

  private static final class DeadlineSocket extends Socket {
    private final int readMillis;

    DeadlineSocket(int readMillis) {
      this.readMillis = readMillis;
    }

    // tag::read[]
    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          setSoTimeout(Deadline.millisLeft(readMillis, in));
          return in.read(bytes, offset, length);
        }

        /** TLS reads like this when it closes: it waits for a goodbye that may never come. */
        @Override
        public int read() throws IOException {
          setSoTimeout(Deadline.millisLeft(readMillis, in));
          return in.read();
        }
      };
    }
    // end::read[]
  }
}
