/**
 * A local ElastiCache: its API, IAM's and STS's as any AWS client speaks it, and live caches
 * behind.
 *
 * <p>Read in this order: {@link example.elasticache.devservices.aws.ControlPlane} puts it together
 * and {@link example.elasticache.devservices.aws.LocalElastiCache} runs it by itself. The protocol
 * is {@code QueryEndpoint} with {@code RequestCheck} (the signature), {@code QueryForm} (the
 * request), {@code Actions} and {@code QueryXml} (the answer): the SDK's own model classes are the
 * schema. A class for each kind of resource has its actions as methods. Behind them, {@code
 * FrontDoor} is an endpoint: TLS, IAM tokens, and a port that stays while the engine changes.
 */
package example.elasticache.devservices.aws;
