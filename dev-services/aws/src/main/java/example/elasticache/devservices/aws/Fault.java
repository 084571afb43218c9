package example.elasticache.devservices.aws;

/** An error as the service answers it: a code from its model, and what the caller should know. */
final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int status;

  private Fault(int status, String code, String message) {
    super(message);
    this.code = code;
    this.status = status;
  }

  static Fault of(String code, String message) {
    return new Fault(400, code, message);
  }

  static Fault notFound(String code, String message) {
    return new Fault(404, code, message);
  }

  static Fault conflict(String code, String message) {
    return new Fault(409, code, message);
  }

  static Fault forbidden(String code, String message) {
    return new Fault(403, code, message);
  }

  static Fault internal(String message) {
    return new Fault(500, "InternalFailure", message);
  }

  static Fault badValue(String message) {
    return of("InvalidParameterValue", message);
  }

  static Fault badCombination(String message) {
    return of("InvalidParameterCombination", message);
  }

  /** For what the service can do and this machine cannot. */
  static Fault notSimulated(String what) {
    return badCombination(what + " is not simulated by this local endpoint.");
  }

  String code() {
    return code;
  }

  int status() {
    return status;
  }
}
