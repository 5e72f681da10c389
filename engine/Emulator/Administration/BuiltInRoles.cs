using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>The roles PingOne brings. A class of their own, so that none is made before somebody asks for one.</summary>
internal static class BuiltInRoles
{
    private static readonly ImmutableArray<string> Wide = [Role.Organization, Role.Environment];
    private static readonly ImmutableArray<string> Identity = [Role.Organization, Role.Environment, Role.Population];

    /// <summary>The built-in roles, as PingOne documents them; which permissions each has is documented by category alone.</summary>
    public static ImmutableArray<Role> Table { get; } =
    [
        new Role("Organization Admin", "Manages the organization and its environments.", [Role.Organization])
            .With(Actions.All, Area.Environment, Area.CustomRoles)
            .With(Actions.Read | Actions.Create | Actions.Delete, Area.RoleAssignments),
        new Role("Environment Admin", "Manages the configuration of environments.", Wide)
            .With(Actions.All, Area.Configuration, Area.Applications, Area.Secrets, Area.Populations, Area.RoleAssignments)
            .With(Actions.Read | Actions.Update, Area.Environment)
            .With(Actions.Read, Area.Groups, Area.CustomRoles, Area.Reports),
        new Role("Identity Data Admin", "Manages users and their data.", Identity)
            .With(Actions.All, Area.Users, Area.Credentials, Area.Groups, Area.Populations, Area.RoleAssignments)
            .With(Actions.Read, Area.Environment, Area.CustomRoles, Area.Reports),
        new Role("Client Application Developer", "Manages applications.", Wide)
            .With(Actions.All, Area.Applications, Area.Secrets)
            .With(Actions.Read, Area.Configuration, Area.Environment, Area.Populations, Area.Groups),
        new Role("Identity Data Read Only", "Reads users and their data.", Identity).With(
            Actions.Read,
            Area.Users,
            Area.Credentials,
            Area.Groups,
            Area.Populations,
            Area.RoleAssignments,
            Area.Environment,
            Area.CustomRoles,
            Area.Reports
        ),
        new Role("Configuration Read Only", "Reads the configuration of environments.", Wide).With(
            Actions.Read,
            Area.Configuration,
            Area.Environment,
            Area.Applications,
            Area.Populations,
            Area.Groups,
            Area.RoleAssignments,
            Area.CustomRoles,
            Area.Reports
        ),
        new Role("Application Owner", "Manages the applications it is assigned to.", [Role.Application])
            .With(Actions.Read | Actions.Update, Area.Applications, Area.Secrets)
            .With(Actions.Read, Area.Environment),
        new Role("Custom Roles Admin", "Manages custom roles.", Wide)
            .With(Actions.All, Area.CustomRoles)
            .With(Actions.Read, Area.Environment),
        new Role("Help Desk Admin", "Helps users to sign on.", Identity)
            .With(Actions.Read, Area.Users, Area.Groups, Area.Populations, Area.Environment)
            .With(Actions.All, Area.Credentials),
    ];
}
