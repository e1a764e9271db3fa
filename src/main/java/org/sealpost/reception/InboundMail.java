package org.sealpost.reception;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.authentication.Authentication;
import org.sealpost.authentication.Authenticator;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mailbox.Headline;
import org.sealpost.mailbox.Received;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.HeaderGate;
import org.sealpost.mime.MessageSize;
import org.sealpost.reporting.ReportDesk;
import org.sealpost.vault.Sealing;
import org.sealpost.vault.Vault;

/** One message on its way in. It is in all its mailboxes, or in none. */
public final class InboundMail extends OutputStream {

    /** The author of a message that names none. */
    static final Correspondent NOBODY = new Correspondent("?", Address.of("nobody@unknown.invalid"));

    private static final long LIMIT = MessageSize.ENCODED + InboundHeader.MOST_ADDED;

    private final Origin origin;
    private final List<Inbound.Addressee> recipients;
    private final InboundHeader header;
    private final Vault vault;
    private final Authenticator authenticator;
    private final String server;
    private final Reception reception;
    private final Harvest harvest;
    private final ReportDesk reports;
    private final Sealing sealing;
    private final HeaderGate gate;

    InboundMail(Origin origin, List<Inbound.Addressee> recipients, InboundHeader header, Vault vault, Authenticator authenticator, String server,
            Reception reception, Harvest harvest, ReportDesk reports) throws IOException {
        this.origin = origin;
        this.recipients = List.copyOf(recipients);
        this.header = header;
        this.vault = vault;
        this.authenticator = authenticator;
        this.server = server;
        this.reception = reception;
        this.harvest = harvest;
        this.reports = reports;
        this.sealing = vault.begin(accountId(), LIMIT);
        this.gate = new HeaderGate(header, sealing);
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
        RawMessage arrived = vault.open(accountId(), sealing.finish());
        // first, since doing it again with the whole message counts no report twice
        for (Inbound.Addressee desk : recipients.stream().filter(Inbound.Addressee::reports).toList()) {
            reports.take(desk.accountId(), desk.address().domain(), new HeaderFields(header.original()), new AsItCame(header.original(), arrived));
        }
        List<Inbound.Addressee> people = recipients.stream().filter(recipient -> !recipient.reports()).toList();
        if (!people.isEmpty()) {
            place(arrived, people);
        }
    }

    private void place(RawMessage arrived, List<Inbound.Addressee> people) throws IOException {
        Authentication found = authenticator.authenticate(new AsItCame(header.original(), arrived), origin.address(), origin.hello(), origin.reversePath(), header.authors());
        long contentId = stored(arrived, "Authentication-Results: " + found.field(server) + "\r\n");
        List<Parcel> parcels = new ArrayList<>();
        for (Inbound.Addressee recipient : people) {
            reception.open(arrival(recipient, contentId, found)).ifPresent(parcels::add);
        }
        if (parcels.isEmpty()) {
            throw new IOException("nobody is left to take it");
        }
        reception.placeAll(parcels, accountId(), contentId, origin, found.carrier(origin.reversePath()));
        harvest.reap(parcels.stream().flatMap(parcel -> parcel.sheaves().stream()).toList());
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

    /** Whose vault holds it until each account has its own. */
    private long accountId() {
        return recipients.get(0).accountId();
    }

    private Arrival arrival(Inbound.Addressee recipient, long contentId, Authentication found) {
        Headline.Wire wire = new Headline.Wire(origin.tls().map(Origin.Tls::version).orElse(""), origin.hello(), proof(found));
        return new Arrival(accountId(), contentId, header.author(), origin.reversePath(), recipient.address(),
                origin.tls().isPresent() ? Received.TLS : Received.CLEAR, origin.requireTls(), Optional.empty(), Optional.of(wire),
                found.provesField("autocrypt"));
    }

    private static String proof(Authentication found) {
        if (found.provesAuthor()) {
            return found.dkim().stream().anyMatch(result -> result.passes() && Optional.of(result.domain()).equals(found.author())) ? "dkim" : "dmarc";
        }
        return found.dmarc().equals("fail") && !found.policy().equals("none") ? "forged" : "";
    }

    /** The finding stands above the message; the first copy stays an orphan of the vault. */
    private long stored(RawMessage message, String field) throws IOException {
        try (Sealing whole = vault.begin(accountId(), LIMIT + InboundHeader.MOST_ADDED); InputStream octets = message.open()) {
            whole.write(field.getBytes(US_ASCII));
            octets.transferTo(whole);
            return whole.finish();
        }
    }
}
