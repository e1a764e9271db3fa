package org.sealpost.mailbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.mail.Address;

/** A user's filters as octets, ready to be sealed: what somebody looks out for says something too. */
final class FilterList {

    private static final int FORM = 1;

    private FilterList() { }

    static byte[] octets(List<Filter> filters) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.writeByte(FORM);
            out.writeInt(filters.size());
            for (Filter filter : filters) {
                out.writeUTF(filter.uuid().toString());
                out.writeInt(filter.conditions().size());
                for (Filter.Condition condition : filter.conditions()) {
                    out.writeUTF(condition.part().name());
                    out.writeUTF(condition.text());
                }
                out.writeUTF(filter.move().map(place -> place.kind().name()).orElse(""));
                out.writeUTF(filter.move().flatMap(Place::own).map(UUID::toString).orElse(""));
                out.writeBoolean(filter.star());
                out.writeUTF(filter.forward().map(Address::toString).orElse(""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    static List<Filter> of(byte[] octets) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
            if (in.readByte() != FORM) {
                throw new IllegalStateException("filters in an unknown form");
            }
            List<Filter> filters = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                UUID uuid = UUID.fromString(in.readUTF());
                List<Filter.Condition> conditions = new ArrayList<>();
                for (int more = in.readInt(); more > 0; more--) {
                    conditions.add(new Filter.Condition(Filter.Part.valueOf(in.readUTF()), in.readUTF()));
                }
                filters.add(new Filter(uuid, conditions, place(in.readUTF(), in.readUTF()), in.readBoolean(), address(in.readUTF())));
            }
            return List.copyOf(filters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Place> place(String kind, String own) {
        return kind.isEmpty() ? Optional.empty()
                : Optional.of(new Place(FolderKind.valueOf(kind), own.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(own))));
    }

    private static Optional<Address> address(String written) {
        return written.isEmpty() ? Optional.empty() : Optional.of(Address.of(written));
    }
}
