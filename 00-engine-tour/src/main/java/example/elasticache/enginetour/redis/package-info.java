/** Labs about Redis and Valkey. */
package example.elasticache.enginetour.redis;
