package org.corridor.compliance.cases;

class MemoryCasesTest implements CasesContract {
  @Override
  public Cases empty() {
    return new MemoryCases();
  }
}
