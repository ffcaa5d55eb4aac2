package io.modelkeep.retention.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A stream of the first bytes of a source that is read in blocks. Not thread-safe. */
public final class BlockOutputStream extends InputStream {

    private static final int BLOCK = 1 << 16;

    /** A function that reads a block at a position, and returns a negative number at the end. */
    @FunctionalInterface
    public interface Blocks {
        int read(ByteBuffer block, long position) throws IOException;
    }

    private final long end;
    private final Blocks blocks;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);
    private long position;

    public BlockOutputStream(long end, Blocks blocks) {
        this.end = end;
        this.blocks = blocks;
    }

    @Override
    public int read() throws IOException {
        return fill() ? block.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, block.remaining());
        block.get(into, offset, count);
        return count;
    }

    private boolean fill() throws IOException {
        if (block.hasRemaining()) {
            return true;
        }
        block.clear().limit((int) Math.min(BLOCK, end - position));
        int count = block.hasRemaining() ? blocks.read(block, position) : 0;
        block.flip();
        position += Math.max(count, 0);
        return block.hasRemaining();
    }
}
