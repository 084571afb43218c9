package example.elasticache.s3metadata.listing;

import example.elasticache.s3metadata.ObjectId;
import example.elasticache.s3metadata.ObjectMetadata;
import java.util.Map;
import java.util.Set;

/**
 * The metadata of the objects of a listing.
 *
 * @param found what is known, in the order of the listing; what has gone since is not in it
 * @param unknown the objects of which S3 did not say anything in time
 */
public record Page(Map<ObjectId, ObjectMetadata> found, Set<ObjectId> unknown) {}
