package org.sealpost.bench.door;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.directory.Closing;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Opened;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Envelope;
import org.sealpost.mail.ForwardPath;
import org.sealpost.mail.ReversePath;

import org.sealpost.submission.Acceptance;
import org.sealpost.submission.Entry;
import org.sealpost.submission.Sender;
import org.sealpost.submission.Submission;
import org.sealpost.submission.Wishes;
import org.sealpost.vault.Vault;

/**
 * Takes messages that are to be kept from the bench and hands them to {@link Submission}, as the webmail does. On each connection again and
 * again: recipient, seconds that the sender may take it back, number of octets, octets; the answer is one octet, 1 once the
 * message is on disk.
 */
@ApplicationScoped
public class FrontDoor {

    private static final Address SENDER = Address.of("sam@clinic.test");

    @Inject
    private Directory directory;
    @Inject
    private Vault vault;
    @Inject
    private Submission submission;
    @Resource
    private ManagedThreadFactory threads;

    private ServerSocket listener;

    protected FrontDoor() {
    }

    void open(@Observes Opened event) throws IOException {
        listener = new ServerSocket(Integer.getInteger("sealpost.bench.door"), 50, InetAddress.getLoopbackAddress());
        threads.newThread(this::serve).start();
    }

    void close(@Observes Closing event) throws IOException {
        listener.close();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.newThread(() -> answer(socket)).start();
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void answer(Socket socket) {
        User sender = directory.user(SENDER).orElseThrow();
        try (socket; DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024))) {
            socket.setTcpNoDelay(true);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                Address recipient = Address.of(in.readUTF());
                Duration undo = Duration.ofSeconds(in.readInt());
                int size = in.readInt();
                out.writeByte(accept(sender, recipient, undo, new Part(in, size), size) ? 1 : 0);
            }
        } catch (IOException e) {
            // the other side is done
        }
    }

    private boolean accept(User sender, Address recipient, Duration undo, InputStream octets, int size) throws IOException {
        long content = vault.store(sender.accountId(), octets, size);
        Envelope envelope = new Envelope(ReversePath.of(sender.address()), List.of(ForwardPath.visible(recipient)));
        Wishes wishes = new Wishes(Marking.AS_USUAL, false, Escalation.NONE, false, PickupTerms.CODE_30_DAYS, undo);
        return submission.accept(submission.read(new Entry(new Sender.Staff(sender), envelope, content, wishes, Optional.empty())))
                instanceof Acceptance.Accepted;
    }

    /** The next so many octets of a stream. */
    private static final class Part extends InputStream {

        private final InputStream in;
        private int left;

        Part(InputStream in, int size) {
            this.in = in;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(target, offset, Math.min(left, length));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
