/**
 * An S3-compatible server in this JVM, which also sends the notifications of S3, and a stand-in
 * that answers what a test tells it.
 *
 * <p>{@link example.elasticache.devservices.s3.LocalS3} is S3Proxy with its objects in memory. Put
 * a {@link example.elasticache.devservices.faults.FaultProxy} in front of it to break the network.
 * {@link example.elasticache.devservices.s3.ScriptedS3} gives the answers that no healthy server
 * gives.
 */
package example.elasticache.devservices.s3;
