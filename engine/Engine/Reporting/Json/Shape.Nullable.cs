namespace PingOneScenarios.Engine.Reporting.Json;

/// <content>Members that are always there, null where there is nothing.</content>
internal sealed partial class Shape<T>
{
    public Shape<T> NullableText(string name, string meaning, Func<T, string?> get) =>
        Add(Nullable(name, meaning, "string"), (json, value) => json.WriteString(name, get(value)));

    public Shape<T> NullableFlag(string name, string meaning, Func<T, bool?> get) =>
        Add(
            Nullable(name, meaning, "boolean"),
            (json, value) =>
            {
                if (get(value) is { } flag)
                    json.WriteBoolean(name, flag);
                else
                    json.WriteNull(name);
            }
        );

    public Shape<T> NullableNumber(string name, string meaning, Func<T, long?> get) =>
        Add(
            Nullable(name, meaning, "integer"),
            (json, value) =>
            {
                if (get(value) is { } number)
                    json.WriteNumber(name, number);
                else
                    json.WriteNull(name);
            }
        );

    public Shape<T> NullableObject<TMember>(string name, string meaning, Shape<TMember> shape, Func<T, TMember?> get)
        where TMember : class =>
        Add(
            Nullable(name, meaning, "object") with
            {
                Shape = shape,
            },
            (json, value) =>
            {
                json.WritePropertyName(name);
                if (get(value) is { } member)
                    shape.Write(json, member);
                else
                    json.WriteNullValue();
            }
        );

    public Shape<T> NullableTexts(string name, string meaning, Func<T, IEnumerable<string>?> get) =>
        Add(
            Nullable(name, meaning, "array") with
            {
                ItemType = "string",
            },
            (json, value) =>
            {
                if (get(value) is not { } texts)
                {
                    json.WriteNull(name);
                    return;
                }
                json.WriteStartArray(name);
                foreach (var text in texts)
                    json.WriteStringValue(text);
                json.WriteEndArray();
            }
        );

    private static ShapeMember Nullable(string name, string meaning, string type) => new(name, meaning, type, false) { IsNullable = true };
}
