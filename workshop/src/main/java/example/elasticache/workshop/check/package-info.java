/** Compiles an exercise in memory and runs its check, in this JVM, in a fraction of a second. */
package example.elasticache.workshop.check;
