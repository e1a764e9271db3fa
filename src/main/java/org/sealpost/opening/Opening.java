package org.sealpost.opening;

import java.io.IOException;
import java.util.Optional;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.HeaderGate;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;
import org.sealpost.smime.SmimeEntities;

/**
 * Takes off a message what is around it as a whole, layer by layer, and says what that proves. What is only part of a message stays where it
 * is: a part says nothing of the whole, and shown within the whole it could be read out by whoever wrote the rest. Nothing of the network.
 */
public final class Opening {

    private final PgpLayers pgp;
    private final SmimeLayers smime;
    private final PartsApart parts;

    public Opening(OpenPgp openPgp, PgpMime pgpMime, SmimeEntities entities) {
        pgp = new PgpLayers(openPgp, pgpMime);
        smime = new SmimeLayers(entities);
        parts = new PartsApart(pgp);
    }

    /**
     * Opens and judges a message.
     *
     * @param shelf keeps each layer; the last one begun holds what is shown
     * @return empty if nothing of it is encrypted or signed
     * @throws IOException only if the message or the shelf can't be had now; whatever is wrong with a message is a finding
     */
    public Optional<Outcome> open(RawMessage message, Knowledge known, Shelf shelf) throws IOException {
        Watch watch = new Watch(shelf);
        Peeling peeling = new Peeling(pgp, smime, parts, watch.watched(known));
        try {
            Optional<Outcome> outcome = peeling.of(watch.watched(message), watch);
            watch.check();
            return outcome;
        } catch (NotOpened e) {
            watch.check();
            return peeling.failed(e.why());
        } catch (HeaderGate.HeaderTooLong e) {
            watch.check();
            return peeling.failed(NotOpened.Why.LIMIT);
        } catch (IOException | RuntimeException e) {
            // parsers throw runtime exceptions for much that is malformed
            watch.check();
            return peeling.failed(NotOpened.Why.MALFORMED);
        }
    }

    /**
     * Opens a part that is protected for itself, and nothing else of the message.
     *
     * @param number as in {@link Finding.Apart}
     * @return empty if there is no such part
     * @throws IOException as {@link #open}
     */
    public Optional<Outcome> openApart(RawMessage message, int number, Knowledge known, Shelf shelf) throws IOException {
        Watch watch = new Watch(shelf);
        RawMessage whole = watch.watched(message);
        try (Shelf.Sheet sheet = watch.begin()) {
            if (!parts.extract(whole, number, sheet.out())) {
                return Optional.empty();
            }
            return open(sheet.finish(), known, shelf);
        } catch (IOException | RuntimeException e) {
            watch.check();
            return Optional.empty();
        }
    }
}
