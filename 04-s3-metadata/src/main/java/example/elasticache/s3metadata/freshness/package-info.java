/** Stage 4: how old a copy may be, and how S3 is asked whether it is still right. */
package example.elasticache.s3metadata.freshness;
