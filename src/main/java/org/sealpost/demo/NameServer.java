package org.sealpost.demo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

import java.util.function.UnaryOperator;
import org.xbill.DNS.Message;

/** The one name server of the fake internet, over UDP and TCP on loopback (RFC 1035 §4.2). */
public final class NameServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(NameServer.class.getName());
    private static final int UDP_OCTETS = 1232;
    private static final int PATIENCE_MILLIS = 10_000;

    private final Zones zones;
    private final UnaryOperator<Message> onTheWay;
    private final DatagramSocket udp;
    private final ServerSocket tcp;

    private NameServer(Zones zones, UnaryOperator<Message> onTheWay, DatagramSocket udp, ServerSocket tcp) {
        this.zones = zones;
        this.onTheWay = onTheWay;
        this.udp = udp;
        this.tcp = tcp;
    }

    public static NameServer start(Zones zones, int port) throws IOException {
        return start(zones, port, UnaryOperator.identity());
    }

    /** @param onTheWay what becomes of each reply before it reaches who asked */
    public static NameServer start(Zones zones, int port, UnaryOperator<Message> onTheWay) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ServerSocket tcp = new ServerSocket(port, 50, loopback);
        NameServer server = new NameServer(zones, onTheWay, new DatagramSocket(tcp.getLocalPort(), loopback), tcp);
        Threads.start("demo-dns-udp", server::serveUdp);
        Threads.start("demo-dns-tcp", server::serveTcp);
        return server;
    }

    public int port() {
        return tcp.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }

    private void serveUdp() {
        byte[] buffer = new byte[UDP_OCTETS];
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                udp.receive(packet);
                byte[] query = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
                byte[] reply = onTheWay.apply(zones.answer(new Message(query))).toWire(UDP_OCTETS);
                udp.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            } catch (SocketException e) {
                // closed
            } catch (IOException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "query ignored", e);
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                Threads.start("demo-dns-query", () -> answerAll(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void answerAll(Socket socket) {
        try (socket) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                byte[] query = in.readNBytes(in.readUnsignedShort());
                byte[] reply = onTheWay.apply(zones.answer(new Message(query))).toWire();
                out.writeShort(reply.length);
                out.write(reply);
            }
        } catch (IOException e) {
            // the other side is done
        }
    }
}
