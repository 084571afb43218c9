/** The exercises of the chapters, as files, and how far the learner is with them. */
package example.elasticache.workshop.exercise;
