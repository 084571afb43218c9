/**
 * Proves each exercise both ways: its check passes on the solution, and on nothing else.
 *
 * <p>Nothing else means the starter, every known mistake beside it, and the solution with any one
 * of its own lines taken away.
 */
package example.elasticache.workshop.verify;
