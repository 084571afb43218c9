/** API Gateway's side: the events that it sends, and the answers that it wants. */
package example.elasticache.lambdacache.gateway;
