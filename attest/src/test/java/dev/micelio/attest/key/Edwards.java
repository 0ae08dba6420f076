package dev.micelio.attest.key;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The curve of Ed25519 (RFC 8032, section 5.1) in plain arithmetic, to make keys and signatures
/// that nobody should accept.
final class Edwards {
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  static final BigInteger I = BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

  record Point(BigInteger x, BigInteger y) {
    Point plus(Point other) {
      var product = x.multiply(other.x).multiply(y).multiply(other.y).multiply(D).mod(P);
      return new Point(
          x.multiply(other.y)
              .add(y.multiply(other.x))
              .multiply(BigInteger.ONE.add(product).modInverse(P))
              .mod(P),
          y.multiply(other.y)
              .add(x.multiply(other.x))
              .multiply(BigInteger.ONE.subtract(product).modInverse(P))
              .mod(P));
    }

    Point times(BigInteger factor) {
      var sum = new Point(BigInteger.ZERO, BigInteger.ONE);
      for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
        sum = sum.plus(sum);
        if (factor.testBit(bit)) {
          sum = sum.plus(this);
        }
      }
      return sum;
    }

    byte[] encoded() {
      return Edwards.encoded(y, x.testBit(0));
    }
  }

  private Edwards() {}

  static byte[] encoded(BigInteger y, boolean sign) {
    return littleEndian(sign ? y.setBit(255) : y);
  }

  static byte[] littleEndian(BigInteger number) {
    var bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  static BigInteger number(byte[] littleEndian) {
    var bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }

  private static BigInteger squareRoot(BigInteger square) {
    var root = square.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!root.multiply(root).mod(P).equals(square)) {
      root = root.multiply(I).mod(P);
    }
    return root.multiply(root).mod(P).equals(square) ? root : BigInteger.ZERO;
  }

  /// The point with this y, and an even x.
  static Point point(BigInteger y) {
    var y2 = y.multiply(y).mod(P);
    var x2 =
        y2.subtract(BigInteger.ONE)
            .multiply(D.multiply(y2).add(BigInteger.ONE).modInverse(P))
            .mod(P);
    var x = squareRoot(x2);
    return new Point(x.testBit(0) ? P.subtract(x) : x, y);
  }

  static Point base() {
    return point(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P));
  }

  /// The eight points whose order divides eight. One of order eight doubles to one of order four,
  /// whose y is 0; so its y² = -x², and d·y⁴ + 2y² - 1 = 0.
  static List<Point> lowOrder() {
    var root = squareRoot(D.add(BigInteger.ONE).mod(P));
    var points = new ArrayList<Point>();
    for (var r : List.of(root, P.subtract(root))) {
      var y = squareRoot(r.subtract(BigInteger.ONE).multiply(D.modInverse(P)).mod(P));
      if (y.signum() != 0) {
        var eighth = point(y);
        for (int i = 0; i < 8; i++) {
          points.add(eighth.times(BigInteger.valueOf(i)));
        }
        return points;
      }
    }
    throw new AssertionError("no point of order eight");
  }

  /// The secret number of a seed.
  static BigInteger scalar(byte[] seed) {
    byte[] half = Arrays.copyOf(sha512(seed), 32);
    half[0] &= (byte) 0xf8;
    half[31] &= 0x7f;
    half[31] |= 0x40;
    return number(half);
  }

  static BigInteger challenge(byte[] r, byte[] a, byte[] message) {
    return number(sha512(r, a, message)).mod(L);
  }

  private static byte[] sha512(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-512");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] signature(byte[] r, BigInteger s) {
    return ByteBuffer.allocate(64).put(r).put(littleEndian(s)).array();
  }
}
