package org.voiceteller.http.terminal;

import java.nio.ByteBuffer;
import java.util.Optional;

/** How one sample stands in a WAV file, little-endian. */
enum SampleCoding {
  PCM_8(1) {
    @Override
    float sample(ByteBuffer data, int at) {
      return (Byte.toUnsignedInt(data.get(at)) - 128) / 128f;
    }
  },
  PCM_16(2) {
    @Override
    float sample(ByteBuffer data, int at) {
      return data.getShort(at) / 32_768f;
    }
  },
  PCM_24(3) {
    @Override
    float sample(ByteBuffer data, int at) {
      int value =
          (data.get(at + 2) << 16)
              | (Byte.toUnsignedInt(data.get(at + 1)) << 8)
              | Byte.toUnsignedInt(data.get(at));
      return value / 8_388_608f;
    }
  },
  PCM_32(4) {
    @Override
    float sample(ByteBuffer data, int at) {
      return data.getInt(at) / 2_147_483_648f;
    }
  },
  FLOAT_32(4) {
    @Override
    float sample(ByteBuffer data, int at) {
      float value = data.getFloat(at);
      return Float.isNaN(value) ? 0 : Math.clamp(value, -1f, 1f);
    }
  },
  /** ITU-T G.711, section 3.2. */
  MU_LAW(1) {
    @Override
    float sample(ByteBuffer data, int at) {
      int code = ~data.get(at) & 0xFF;
      int magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84;
      return ((code & 0x80) != 0 ? -magnitude : magnitude) / 32_768f;
    }
  },
  /** ITU-T G.711, section 3.1. */
  A_LAW(1) {
    @Override
    float sample(ByteBuffer data, int at) {
      int code = (data.get(at) ^ 0x55) & 0xFF;
      int segment = (code & 0x70) >> 4;
      int magnitude = ((code & 0x0F) << 4) + 8;
      if (segment > 0) {
        magnitude = (magnitude + 0x100) << (segment - 1);
      }
      return ((code & 0x80) != 0 ? magnitude : -magnitude) / 32_768f;
    }
  };

  private final int bytes;

  SampleCoding(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** The sample that begins at {@code at}, from -1 to 1. */
  abstract float sample(ByteBuffer data, int at);

  /** The coding of a format tag and a sample size, if it is one of these. */
  static Optional<SampleCoding> of(int tag, int bits) {
    return switch (tag) {
      case 1 ->
          switch (bits) {
            case 8 -> Optional.of(PCM_8);
            case 16 -> Optional.of(PCM_16);
            case 24 -> Optional.of(PCM_24);
            case 32 -> Optional.of(PCM_32);
            default -> Optional.empty();
          };
      case 3 -> bits == 32 ? Optional.of(FLOAT_32) : Optional.empty();
      case 6 -> bits == 8 ? Optional.of(A_LAW) : Optional.empty();
      case 7 -> bits == 8 ? Optional.of(MU_LAW) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
