/** Labs about Memcached. */
package example.elasticache.enginetour.memcached;
