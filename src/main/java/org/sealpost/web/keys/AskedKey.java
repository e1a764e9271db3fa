package org.sealpost.web.keys;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.GivenKey;
import org.sealpost.keyring.Source;
import org.sealpost.mail.Address;
import org.sealpost.web.Fingerprint;

/** A key that names several addresses: for which of them it shall be taken, a person says. */
public final class AskedKey implements Serializable {

    private static final long serialVersionUID = 1;

    /** Addresses that are asked for; those behind them are in nobody's address book. */
    private static final int MOST = 20;

    private final String name;
    private final Standard standard;
    private final String fingerprint;
    private final byte[] octets;
    private final Source source;
    private final List<Choice> choices;

    /** One of the addresses. */
    public static final class Choice implements Serializable {

        private static final long serialVersionUID = 1;

        private final String address;
        private boolean chosen;

        Choice(String address) {
            this.address = address;
        }

        public String getAddress() {
            return address;
        }

        public boolean isChosen() {
            return chosen;
        }

        public void setChosen(boolean chosen) {
            this.chosen = chosen;
        }
    }

    /** @param name of the file that it was in */
    AskedKey(String name, GivenKey key, List<Address> addresses, Source source) {
        this.name = name;
        this.standard = key.standard();
        this.fingerprint = key.fingerprint();
        this.octets = key.certificate().octets();
        this.source = source;
        this.choices = addresses.stream().limit(MOST).map(one -> new Choice(one.toString())).toList();
    }

    public String getName() {
        return name;
    }

    public String getGrouped() {
        return Fingerprint.grouped(fingerprint);
    }

    public List<Choice> getChoices() {
        return choices;
    }

    List<Address> chosen() {
        return choices.stream().filter(Choice::isChosen).map(one -> Address.of(one.getAddress())).toList();
    }

    GivenKey given() {
        return new GivenKey(standard, new Certificate(octets), fingerprint, chosen(), Optional.empty());
    }

    Source source() {
        return source;
    }
}
