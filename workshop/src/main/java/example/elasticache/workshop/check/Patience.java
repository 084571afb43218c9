package example.elasticache.workshop.check;

import java.time.Duration;

/**
 * How long a check may take.
 *
 * @param perTest no test may take longer
 * @param untilFirstFailure whether to leave out the tests after one that fails
 */
public record Patience(Duration perTest, boolean untilFirstFailure) {}
