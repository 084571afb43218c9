/** Signatures: for the upstream API behind API Gateway, and for the login of an IAM user. */
package example.elasticache.lambdacache.aws;
