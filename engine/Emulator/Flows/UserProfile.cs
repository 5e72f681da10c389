using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>The attributes a user may give in a flow, by the names of the schema such as <c>name.given</c>.</summary>
internal static class UserProfile
{
    /// <summary>Null when the user has no value.</summary>
    public static string? Find(User user, string name) =>
        name switch
        {
            "email" => user.Email is "" ? null : user.Email,
            "username" => user.Username,
            _ when name.StartsWith("name.", StringComparison.Ordinal) => user.Name.GetValueOrDefault(name[5..]),
            _ => user.Attributes.GetValueOrDefault(name),
        };

    /// <summary>The user with what the body has; look at the reader's problems before it is used.</summary>
    public static User Change(User user, PropertyReader fields)
    {
        foreach (var text in UserFields.AttributeNames)
            if (fields.Text(text) is { } value)
                user = user with { Attributes = user.Attributes.SetItem(text, value) };
        if (fields.Child("name") is { } name)
            foreach (var part in UserFields.NamePartNames)
                if (name.Text(part, required: false, (1, 256)) is { } value)
                    user = user with { Name = user.Name.SetItem(part, value) };
        return fields.Text("email") is { } email ? user with { Email = email } : user;
    }
}
