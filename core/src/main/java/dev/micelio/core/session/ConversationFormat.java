package dev.micelio.core.session;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborField;
import dev.micelio.core.cbor.CborFields;
import java.util.HashSet;
import java.util.List;

/// The bytes of messages and decisions.
final class ConversationFormat {
  private ConversationFormat() {}

  static Cbor messages(Conversation conversation) {
    return Cbor.array(conversation.messages().stream().map(ConversationFormat::message).toList());
  }

  static Cbor decisions(Conversation conversation) {
    return Cbor.array(conversation.decisions().stream().map(ConversationFormat::decision).toList());
  }

  static Conversation conversation(CborFields fields) {
    var messages = fields.list("messages", Conversation.MESSAGES_MAX, ConversationFormat::message);
    var decisions =
        fields.list("decisions", Conversation.DECISIONS_MAX, ConversationFormat::decision);
    requireOnce(messages.stream().map(message -> message.value().id()).toList());
    requireOnce(decisions.stream().map(decision -> decision.value().id()).toList());
    return new Conversation(messages, decisions);
  }

  static void requireOnce(List<?> ids) {
    var seen = new HashSet<Object>();
    for (var id : ids) {
      if (!seen.add(id)) {
        throw new IllegalArgumentException("the id " + id + " twice");
      }
    }
  }

  private static Cbor message(Stamped<Message> stamped) {
    var message = stamped.value();
    return Cbor.map()
        .put("id", Parts.id(message.id()))
        .put("author", Cbor.of(message.author()))
        .put("role", Cbor.of(message.role().text()))
        .put("text", Cbor.of(message.text()))
        .put("at", Parts.hlc(stamped.at()))
        .build();
  }

  private static Stamped<Message> message(Cbor item) {
    var fields = CborFields.of("a message of a session", item);
    var message =
        new Message(
            Parts.id(fields.at("id")),
            Parts.name(fields, "author"),
            role(fields.at("role")),
            fields.text("text", Message.TEXT_BYTES_MAX));
    var at = Parts.hlc(fields.at("at"));
    fields.end();
    return new Stamped<>(message, at);
  }

  private static Message.Role role(CborField field) {
    String text = field.text(Bounds.NAME_BYTES_MAX);
    for (var role : Message.Role.values()) {
      if (role.text().equals(text)) {
        return role;
      }
    }
    throw field.unexpected("human, agent or system");
  }

  private static Cbor decision(Stamped<Decision> stamped) {
    var decision = stamped.value();
    return Cbor.map()
        .put("id", Parts.id(decision.id()))
        .put("what", Cbor.of(decision.what()))
        .put("why", Cbor.of(decision.why()))
        .put("by", Cbor.of(decision.by()))
        .put("alternatives", Cbor.array(decision.alternatives().stream().map(Cbor::of).toList()))
        .put("at", Parts.hlc(stamped.at()))
        .build();
  }

  private static Stamped<Decision> decision(Cbor item) {
    var fields = CborFields.of("a decision of a session", item);
    var decision =
        new Decision(
            Parts.id(fields.at("id")),
            fields.text("what", Decision.TEXT_BYTES_MAX),
            fields.text("why", Decision.TEXT_BYTES_MAX),
            Parts.name(fields, "by"),
            fields.list(
                "alternatives",
                Decision.ALTERNATIVES_MAX,
                text -> CborField.of("an alternative", text).text(Decision.TEXT_BYTES_MAX)));
    var at = Parts.hlc(fields.at("at"));
    fields.end();
    return new Stamped<>(decision, at);
  }
}
