/** Stage 6: a page of a listing at once, confirmed by the listing itself. */
package example.elasticache.s3metadata.listing;
