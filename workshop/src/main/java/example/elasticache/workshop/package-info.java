/**
 * The exercise runner behind {@code ./learn}.
 *
 * <p>Read in this order: {@link example.elasticache.workshop.Learn} takes the command, {@link
 * example.elasticache.workshop.Commands} carries it out, {@link
 * example.elasticache.workshop.Workbook} keeps the learner's files, {@link
 * example.elasticache.workshop.Report} says what a check found.
 */
package example.elasticache.workshop;
