package example.elasticache.sessions.web;

import example.elasticache.sessions.Attribute;
import example.elasticache.sessions.Session;
import java.util.Optional;

/** The pages, as HTML; whatever a user typed is escaped. */
final class Page {
  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Sessions</title>
      <style>
      body { font: 18px/1.5 sans-serif; max-width: 34em; margin: 3em auto; padding: 0 1em; }
      body.dark { background: #222; color: #eee; }
      form { display: inline; }
      button, input { font: inherit; }
      </style>
      </head>
      <body class="%s">
      <p>Instance <strong id="instance">%s</strong> answered.</p>
      %s
      </body>
      </html>
      """;

  static String of(String instance, Optional<Session> session) {
    String theme = session.flatMap(s -> s.get(Attribute.THEME)).orElse("light");
    String body =
        session
            .flatMap(Session::user)
            .map(user -> welcome(user, session.get().get(Attribute.VISITS).orElse("0")))
            .orElse(LOGIN);
    return FRAME.formatted(escaped(theme), escaped(instance), body + THEMES);
  }

  private static String welcome(String user, String visits) {
    return """
        <h1>Hello, <span id="user">%s</span></h1>
        <p>Pages seen in this session: <strong id="visits">%s</strong>.</p>
        <div><a href="/">Once more</a>
        %s
        %s
        %s</div>
        """
        .formatted(
            escaped(user),
            escaped(visits),
            button("/renew", "New session id"),
            button("/logout", "Log out"),
            button("/logout-everywhere", "Log out everywhere"));
  }

  private static final String LOGIN =
      """
      <h1>Who are you?</h1>
      <p>No password: how users prove who they are is another subject.</p>
      <form method="post" action="/login">
      <label>Name <input name="user" required maxlength="100" autocomplete="off"></label>
      <button>Log in</button>
      </form>
      """;

  private static final String THEMES =
      "<div>"
          + button("/theme?to=dark", "Dark")
          + " "
          + button("/theme?to=light", "Light")
          + "</div>";

  static String unavailable(String instance) {
    return FRAME.formatted(
        "light",
        escaped(instance),
        "<h1>One moment</h1>\n<p>We cannot look up sessions right now. Please try again.</p>");
  }

  private static String button(String action, String text) {
    return "<form method=\"post\" action=\"%s\"><button>%s</button></form>".formatted(action, text);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private Page() {}
}
