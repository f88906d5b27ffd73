package org.corridor.domain.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.random.RandomGenerator;
import org.corridor.domain.Retryable;

/**
 * Wraps ports so that their calls fail, before or after they took effect: by a crash of the whole
 * process, or by a fault that may pass.
 */
public final class Faults {
  /** The process is gone: nothing catches it. */
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash(String where) {
      super(where);
    }
  }

  private final RandomGenerator random;
  private double crashes;
  private double retries;

  /** No faults until {@link #set}. */
  public Faults(RandomGenerator random) {
    this.random = random;
  }

  /** Sets the chance of each fault per call. */
  public void set(double chanceOfCrash, double chanceOfRetry) {
    this.crashes = chanceOfCrash;
    this.retries = chanceOfRetry;
  }

  /** A port whose calls may crash, and may fail in passing when it talks to others. */
  public <T> T wrap(Class<T> port, T target, boolean mayRetry) {
    InvocationHandler handler =
        (proxy, method, args) -> {
          if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, args);
          }
          String where = port.getSimpleName() + "." + method.getName();
          fault(where + " before", mayRetry);
          Object result;
          try {
            result = method.invoke(target, args);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
          fault(where + " after", mayRetry);
          return result;
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  private void fault(String where, boolean mayRetry) {
    if (random.nextDouble() < crashes) {
      throw new Crash(where);
    }
    if (mayRetry && random.nextDouble() < retries) {
      throw new Retryable(where);
    }
  }
}
