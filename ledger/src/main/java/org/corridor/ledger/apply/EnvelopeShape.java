package org.corridor.ledger.apply;

import java.nio.ByteBuffer;

/**
 * Walks over the bytes of an envelope before they are decoded, and holds every length, tag and
 * depth to what protocol 19 allows. The XDR library allocates what a length announces, so it may
 * only see bytes that passed here. Throws IllegalArgumentException or BufferUnderflowException on
 * others.
 */
final class EnvelopeShape {
  private static final int KEY = 32;
  private static final int SHORT_CODE = 4;
  private static final int LONG_CODE = 12;
  private static final int MULTIPLEXED = 0x100;
  private static final int PREDICATE_DEPTH_MAX = 100;

  private final ByteBuffer in;

  private EnvelopeShape(ByteBuffer in) {
    this.in = in;
  }

  static void require(byte[] bytes) {
    EnvelopeShape shape = new EnvelopeShape(ByteBuffer.wrap(bytes));
    shape.envelope();
    check(!shape.in.hasRemaining());
  }

  private static void check(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException("not a transaction envelope of protocol 19");
    }
  }

  private void skip(int bytes) {
    check(bytes <= in.remaining());
    in.position(in.position() + bytes);
  }

  private int tag(int most) {
    int value = in.getInt();
    check(value >= 0 && value <= most);
    return value;
  }

  private boolean present() {
    return tag(1) == 1;
  }

  private void opaque(int most) {
    int length = tag(most);
    skip(length);
    for (int i = length; i % Integer.BYTES != 0; i++) {
      check(in.get() == 0);
    }
  }

  private void envelope() {
    switch (in.getInt()) {
      case 0 -> {
        skip(KEY + Integer.BYTES + Long.BYTES);
        if (present()) {
          skip(2 * Long.BYTES);
        }
        body();
        signatures();
      }
      case 2 -> v1();
      case 5 -> {
        muxed();
        skip(Long.BYTES);
        check(in.getInt() == 2);
        v1();
        tag(0);
        signatures();
      }
      default -> check(false);
    }
  }

  private void v1() {
    muxed();
    skip(Integer.BYTES + Long.BYTES);
    conditions();
    body();
    signatures();
  }

  private void body() {
    switch (tag(4)) {
      case 0 -> {}
      case 1 -> opaque(28);
      case 2 -> skip(Long.BYTES);
      default -> skip(KEY);
    }
    int operations = tag(100);
    for (int i = 0; i < operations; i++) {
      if (present()) {
        muxed();
      }
      operation(tag(23));
    }
    tag(0);
  }

  private void signatures() {
    int count = tag(20);
    for (int i = 0; i < count; i++) {
      skip(Integer.BYTES);
      opaque(64);
    }
  }

  private void conditions() {
    int kind = tag(2);
    if (kind == 0) {
      return;
    }
    if (kind == 1 || present()) {
      skip(2 * Long.BYTES);
    }
    if (kind == 2) {
      if (present()) {
        skip(2 * Integer.BYTES);
      }
      if (present()) {
        skip(Long.BYTES);
      }
      skip(Long.BYTES + Integer.BYTES);
      int signers = tag(2);
      for (int i = 0; i < signers; i++) {
        signerKey();
      }
    }
  }

  private void muxed() {
    int kind = in.getInt();
    check(kind == 0 || kind == MULTIPLEXED);
    skip(kind == 0 ? KEY : Long.BYTES + KEY);
  }

  private void account() {
    tag(0);
    skip(KEY);
  }

  private void signerKey() {
    int kind = tag(3);
    skip(KEY);
    if (kind == 3) {
      opaque(64);
    }
  }

  private void asset(int mostType) {
    int type = tag(mostType);
    switch (type) {
      case 0 -> {}
      case 1 -> {
        skip(SHORT_CODE);
        account();
      }
      case 2 -> {
        skip(LONG_CODE);
        account();
      }
      default -> skip(KEY);
    }
  }

  private void asset() {
    asset(2);
  }

  private void operation(int type) {
    switch (type) {
      case 0 -> {
        account();
        skip(Long.BYTES);
      }
      case 1 -> payment();
      case 2, 13 -> pathPayment();
      case 3, 12 -> {
        asset();
        asset();
        skip(Long.BYTES + 2 * Integer.BYTES + Long.BYTES);
      }
      case 4 -> {
        asset();
        asset();
        skip(Long.BYTES + 2 * Integer.BYTES);
      }
      case 5 -> setOptions();
      case 6 -> changeTrust();
      case 7 -> allowTrust();
      case 8 -> muxed();
      case 10 -> {
        opaque(64);
        if (present()) {
          opaque(64);
        }
      }
      case 11 -> skip(Long.BYTES);
      case 14 -> createBalance();
      case 15, 20 -> balanceId();
      case 16 -> account();
      case 18 -> revoke();
      case 19 -> {
        asset();
        muxed();
        skip(Long.BYTES);
      }
      case 21 -> {
        account();
        asset();
        skip(2 * Integer.BYTES);
      }
      case 22 -> skip(KEY + 2 * Long.BYTES + 4 * Integer.BYTES);
      case 23 -> skip(KEY + 3 * Long.BYTES);
      default -> check(type == 9 || type == 17);
    }
  }

  private void payment() {
    muxed();
    asset();
    skip(Long.BYTES);
  }

  private void pathPayment() {
    asset();
    skip(Long.BYTES);
    payment();
    int path = tag(5);
    for (int i = 0; i < path; i++) {
      asset();
    }
  }

  private void setOptions() {
    if (present()) {
      account();
    }
    for (int i = 0; i < 6; i++) {
      if (present()) {
        skip(Integer.BYTES);
      }
    }
    if (present()) {
      opaque(32);
    }
    if (present()) {
      signerKey();
      skip(Integer.BYTES);
    }
  }

  private void changeTrust() {
    int type = tag(3);
    if (type == 3) {
      tag(0);
      asset();
      asset();
      skip(Integer.BYTES);
    } else {
      in.position(in.position() - Integer.BYTES);
      asset();
    }
    skip(Long.BYTES);
  }

  private void allowTrust() {
    account();
    int type = tag(2);
    check(type != 0);
    skip((type == 1 ? SHORT_CODE : LONG_CODE) + Integer.BYTES);
  }

  private void balanceId() {
    tag(0);
    skip(KEY);
  }

  private void createBalance() {
    asset();
    skip(Long.BYTES);
    int claimants = tag(10);
    for (int i = 0; i < claimants; i++) {
      tag(0);
      account();
      predicate(1);
    }
  }

  private void predicate(int depth) {
    check(depth <= PREDICATE_DEPTH_MAX);
    int kind = tag(5);
    if (kind == 1 || kind == 2) {
      int parts = tag(2);
      for (int i = 0; i < parts; i++) {
        predicate(depth + 1);
      }
    } else if (kind == 3) {
      if (present()) {
        predicate(depth + 1);
      }
    } else if (kind > 3) {
      skip(Long.BYTES);
    }
  }

  private void revoke() {
    if (tag(1) == 1) {
      account();
      signerKey();
      return;
    }
    switch (tag(5)) {
      case 0 -> account();
      case 1 -> {
        account();
        asset(3);
      }
      case 2 -> {
        account();
        skip(Long.BYTES);
      }
      case 3 -> {
        account();
        opaque(64);
      }
      case 4 -> balanceId();
      default -> skip(KEY);
    }
  }
}
