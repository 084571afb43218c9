package example.elasticache.s3metadata;

class InMemoryMetadataStoreTest implements MetadataStoreContract {
  private final InMemoryMetadataStore store = new InMemoryMetadataStore();

  @Override
  public MetadataStore store() {
    return store;
  }

  @Override
  public void upload(ObjectId id, String content) {
    store.put(Examples.metadata(id, content));
  }

  @Override
  public void delete(ObjectId id) {
    store.objects.remove(id);
  }
}
