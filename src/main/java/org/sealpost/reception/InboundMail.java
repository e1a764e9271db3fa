package org.sealpost.reception;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.mail.Address;
import org.sealpost.mailbox.Headline;
import org.sealpost.mailbox.Received;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.HeaderGate;
import org.sealpost.vault.Sealing;

/** One message on its way in. It is in all its mailboxes, or in none. */
public final class InboundMail extends OutputStream {

    /** The author of a message that names none. */
    static final Correspondent NOBODY = new Correspondent("?", Address.of("nobody@unknown.invalid"));

    private final Origin origin;
    private final List<Inbound.Addressee> recipients;
    private final InboundHeader header;
    private final Sealing sealing;
    private final HeaderGate gate;
    private final Reception reception;

    InboundMail(Origin origin, List<Inbound.Addressee> recipients, InboundHeader header, Sealing sealing, Reception reception) {
        this.origin = origin;
        this.recipients = List.copyOf(recipients);
        this.header = header;
        this.sealing = sealing;
        this.gate = new HeaderGate(header, sealing);
        this.reception = reception;
    }

    @Override
    public void write(int octet) throws IOException {
        gate.write(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        gate.write(octets, offset, length);
    }

    /** All of it has come. When it returns, the message is on disk. @throws IOException if it isn't, for anybody */
    public void finish() throws IOException {
        gate.finish();
        long contentId = sealing.finish();
        long accountId = recipients.get(0).accountId();
        List<Parcel> parcels = new ArrayList<>();
        for (Inbound.Addressee recipient : recipients) {
            reception.open(new Arrival(accountId, contentId, header.author(), origin.reversePath(), recipient.address(),
                    origin.tls().isPresent() ? Received.TLS : Received.CLEAR, false, Optional.empty(), Optional.of(new Headline.Wire(origin.tls().map(Origin.Tls::version).orElse(""), origin.hello())))).ifPresent(parcels::add);
        }
        if (parcels.isEmpty()) {
            throw new IOException("nobody is left to take it");
        }
        reception.placeAll(parcels, accountId, contentId, origin);
    }

    /** What a message would have to meet, if that is what a {@link #write} stumbled over. */
    public static Optional<Inbound.Demand> demand(IOException trouble) {
        return trouble instanceof InboundHeader.Locked locked ? Optional.of(locked.demand()) : Optional.empty();
    }

    /** Without {@link #finish} nothing is left of it. */
    @Override
    public void close() {
        sealing.close();
    }
}
