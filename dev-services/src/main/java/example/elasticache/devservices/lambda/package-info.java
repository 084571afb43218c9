/** A local Lambda Runtime API, from which a function's runtime takes its invocations. */
package example.elasticache.devservices.lambda;
