package example.elasticache.cacheaside;

class InMemoryUserStoreTest implements UserStoreContract {

  @Override
  public UserStore store() {
    return new InMemoryUserStore();
  }
}
