namespace PingOneScenarios.Emulator.Administration;

/// <summary>What belongs together in the eyes of a role.</summary>
internal enum Area
{
    /// <summary>Policies, keys, notifications, branding: whatever has no area of its own.</summary>
    Configuration,
    Environment,
    Applications,
    Secrets,
    Populations,
    Groups,
    Users,

    /// <summary>What a help desk does for a user: passwords, devices, sessions.</summary>
    Credentials,
    RoleAssignments,
    CustomRoles,
    Reports,
}

/// <summary>What is done with a resource; the middle of a permission's identifier.</summary>
[Flags]
internal enum Actions
{
    None = 0,
    Read = 1,
    Create = 2,
    Update = 4,
    Delete = 8,
    All = Read | Create | Update | Delete,
}
