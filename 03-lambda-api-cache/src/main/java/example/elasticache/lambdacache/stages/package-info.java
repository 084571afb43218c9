/** The stages of the chapter before the last one, to run and to compare. */
package example.elasticache.lambdacache.stages;
