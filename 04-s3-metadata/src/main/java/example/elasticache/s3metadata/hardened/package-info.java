/**
 * The whole: one object with every protection of the stages before, to be copied into a service.
 */
package example.elasticache.s3metadata.hardened;
