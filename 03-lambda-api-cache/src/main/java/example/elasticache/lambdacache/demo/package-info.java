/** What the story and the tests need around the function: an API that it asks, and its events. */
package example.elasticache.lambdacache.demo;
