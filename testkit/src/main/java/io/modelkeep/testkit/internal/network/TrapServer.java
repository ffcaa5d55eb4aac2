package io.modelkeep.testkit.internal.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.testkit.internal.support.InjectedFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;

/** A server that must not receive any connection. */
public final class TrapServer implements InjectedFault {

    private final ServerSocketChannel channel;

    private TrapServer(ServerSocketChannel channel) {
        this.channel = channel;
    }

    public static TrapServer open() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        return new TrapServer(channel);
    }

    public URI uri() throws IOException {
        InetSocketAddress address = (InetSocketAddress) channel.getLocalAddress();
        return URI.create("http://127.0.0.1:" + address.getPort() + "/elsewhere");
    }

    @Override
    public void check() throws IOException {
        try (channel) {
            assertThat(channel.accept())
                    .as("a connection to the redirect target")
                    .isNull();
        }
    }
}
