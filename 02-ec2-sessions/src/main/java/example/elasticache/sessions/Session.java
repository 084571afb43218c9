package example.elasticache.sessions;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the application remembers between two requests of one browser; a copy, as of one moment.
 *
 * @param user who has logged in, if anybody has
 * @param version grows by one with each save; it tells an old copy from a new one
 */
public record Session(
    SessionId id, Optional<String> user, Map<Attribute, String> attributes, long version) {
  private static final int LONGEST_USER = 100;

  /** Copies the attributes, and refuses what no session can be. */
  public Session {
    Objects.requireNonNull(id, "A session has an id.");
    user.ifPresent(Session::checkUser);
    if (version < 1) {
      throw new IllegalArgumentException("A version is 1 or greater, but is " + version + ".");
    }
    var copy = new EnumMap<Attribute, String>(Attribute.class);
    attributes.forEach((name, value) -> copy.put(name, Objects.requireNonNull(value)));
    attributes = Collections.unmodifiableMap(copy);
  }

  /** Returns the name, or throws {@link IllegalArgumentException} when no user can have it. */
  static String checkUser(String user) {
    if (user.isBlank() || user.length() > LONGEST_USER) {
      throw new IllegalArgumentException(
          "A user's name has 1 to "
              + LONGEST_USER
              + " characters, but this one has "
              + user.length()
              + (user.isBlank() ? ", all blank." : "."));
    }
    return user;
  }

  /** Returns the attribute's value, if it has one. */
  public Optional<String> get(Attribute name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /** Returns a changed copy; nothing is kept until it is saved. */
  public Session with(Attribute name, String value) {
    var changed = new EnumMap<Attribute, String>(Attribute.class);
    changed.putAll(attributes);
    changed.put(name, value);
    return new Session(id, user, changed, version);
  }

  /** Leaves out what the attributes hold: this text ends in logs. */
  @Override
  public String toString() {
    return "Session[" + id.label() + ", version " + version + ", " + attributes.keySet() + "]";
  }
}
