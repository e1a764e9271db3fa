package org.sealpost.keysearch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.Offer;
import org.sealpost.keyring.Source;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.KeyServer;
import org.sealpost.openpgp.KeysFound;
import org.sealpost.openpgp.OpenPgpCertificate;
import org.sealpost.openpgp.OpenPgpKeyRecords;
import org.sealpost.openpgp.WebKeyDirectory;
import org.sealpost.smime.SmimeCertificate;
import org.sealpost.smime.SmimeaRecords;

/**
 * Where certificates of an address are looked for. Waits for the network.
 *
 * @param keyServer a third party that learns whom one writes to; empty if none is configured
 */
public record KeyPlaces(WebKeyDirectory directory, OpenPgpKeyRecords keyRecords, SmimeaRecords smimea, Optional<KeyServer> keyServer) {

    /** How far a search goes. */
    public enum Extent {
        /** The address's own domain is asked: its key directory and its DNS. */
        DOMAIN,
        /** The key server, too. */
        KEY_SERVER
    }

    /**
     * What one place had.
     *
     * @param outcome FOUND, NONE, UNKNOWN or BROKEN
     */
    record Look(Source source, String outcome, List<Certificate> certificates) {

        Offer offer(Address address, Certificate certificate) {
            Standard standard = source == Source.SMIMEA ? Standard.SMIME : Standard.OPENPGP;
            // unsigned records were left where they are
            boolean proven = source == Source.OPENPGPKEY || source == Source.SMIMEA;
            return new Offer(standard, address, certificate, source, proven);
        }
    }

    /** The domain's word first, since the first that may be is put in use. */
    List<Look> ask(Address address, Extent extent) {
        List<Look> looks = new ArrayList<>();
        looks.add(look(Source.WKD, directory.find(address)));
        looks.add(look(Source.OPENPGPKEY, keyRecords.find(address)));
        SmimeaRecords.Found found = smimea.find(address);
        looks.add(new Look(Source.SMIMEA, found.kind().name(), found.certificates().stream().map(KeyPlaces::alone).toList()));
        if (extent == Extent.KEY_SERVER) {
            keyServer.ifPresent(server -> looks.add(look(Source.KEY_SERVER, server.find(address))));
        }
        return looks;
    }

    private static Look look(Source source, KeysFound found) {
        return new Look(source, found.kind().name(), found.certificates().stream().map(OpenPgpCertificate::certificate).toList());
    }

    private static Certificate alone(SmimeCertificate one) {
        return one.with(List.of());
    }
}
