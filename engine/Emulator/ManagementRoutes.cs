using System.Collections.Immutable;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator;

/// <summary>The routes of environments, applications, populations, users, passwords and images.</summary>
internal static class ManagementRoutes
{
    private const string Environments = "/v1/environments";
    private const string Environment = Routes.Environment;
    private const string Applications = Environment + "/applications";
    private const string Application = Applications + "/{applicationID}";
    private const string Secret = Application + "/secret";
    private const string Populations = Environment + "/populations";
    private const string Population = Populations + "/{populationID}";
    private const string Users = Environment + "/users";
    private const string User = Users + "/{userID}";
    private const string Password = User + "/password";
    private const string Images = Environment + "/images";
    private const string Image = Images + "/{imageID}";

    private static readonly EndpointCheck Json = MediaTypes.OneOf(MediaTypes.Json);
    private static readonly EndpointCheck UserJson = MediaTypes.OneOf(MediaTypes.Json, MediaTypes.UserImport);

    public static ImmutableArray<Route> Table { get; } =
    [.. OfEnvironments(), .. OfApplications(), .. OfPopulations(), .. OfUsers(), .. OfPasswords(), .. OfImages()];

    private static CheckChain Managed => Routes.Managed;
    private static CheckChain<Application> KnownApplication => Managed.Find(KnownResource.Application);
    private static CheckChain<Population> KnownPopulation => Managed.Find(KnownResource.Population);
    private static CheckChain<User> KnownUser => Managed.Find(KnownResource.User);
    private static CheckChain<Image> KnownImage => Managed.Find(KnownResource.Image);

    private static Route[] OfEnvironments() =>
        [
            new("GET", Environments, CheckChain.Of(OrganizationRights.CheckReading).To(EnvironmentEndpoints.All.List)),
            new(
                "POST",
                Environments,
                CheckChain.Of(OrganizationRights.CheckCreating).Require(Json).Find(PostedJson.Check).To(EnvironmentEndpoints.Create)
            ),
            new("GET", Environment, Managed.To(EnvironmentEndpoints.Read)),
            new("PUT", Environment, Managed.Require(Json).Find(PostedJson.Check).To(EnvironmentEndpoints.Replace)),
            new("DELETE", Environment, Managed.To(EnvironmentEndpoints.Delete)),
            new("PUT", Environment + "/status", Managed.Require(Json).Find(PostedJson.Check).To(EnvironmentEndpoints.SetStatus)),
        ];

    private static Route[] OfApplications() =>
        [
            new("POST", Applications, Managed.Require(Json).Find(PostedJson.Check).To(ApplicationEndpoints.Create)),
            new("GET", Applications, Managed.To(ApplicationEndpoints.All.List)),
            new("GET", Application, KnownApplication.To(ApplicationEndpoints.Read)),
            new("PUT", Application, KnownApplication.Require(Json).Find(PostedJson.Check).To(ApplicationEndpoints.Replace)),
            new("DELETE", Application, KnownApplication.To(ApplicationEndpoints.Delete)),
            new("GET", Secret, KnownApplication.To(SecretEndpoints.Read)),
            new("POST", Secret, KnownApplication.Require(MediaTypes.JsonOrNothing).Find(PostedJson.Optional).To(SecretEndpoints.Rotate)),
            new("DELETE", Secret, KnownApplication.To(SecretEndpoints.DeletePrevious)),
        ];

    private static Route[] OfPopulations() =>
        [
            new("POST", Populations, Managed.Require(Json).Find(PostedJson.Check).To(PopulationEndpoints.Create)),
            new("GET", Populations, Managed.To(PopulationEndpoints.All.List)),
            new("GET", Population, KnownPopulation.To(PopulationEndpoints.Read)),
            new("PUT", Population, KnownPopulation.Require(Json).Find(PostedJson.Check).To(PopulationEndpoints.Replace)),
            new("DELETE", Population, KnownPopulation.To(PopulationEndpoints.Delete)),
        ];

    private static Route[] OfUsers() =>
        [
            new("POST", Users, Managed.Require(UserJson).Find(PostedJson.Check).To(UserEndpoints.Create)),
            new("GET", Users, Managed.To(UserEndpoints.All.List)),
            new("GET", User, KnownUser.To(UserEndpoints.Read)),
            new("PUT", User, KnownUser.Require(Json).Find(PostedJson.Check).To(UserEndpoints.Replace)),
            new("PATCH", User, KnownUser.Require(Json).Find(PostedJson.Check).To(UserEndpoints.Change)),
            new("POST", User, KnownUser.Require(AccountEndpoints.CheckMediaType).Find(PostedJson.Optional).To(AccountEndpoints.Act)),
            new("DELETE", User, KnownUser.To(UserEndpoints.Delete)),
            .. State("enabled", UserStateEndpoints.ReadEnabled, UserStateEndpoints.SetEnabled),
            .. State("mfaEnabled", UserStateEndpoints.ReadMfaEnabled, UserStateEndpoints.SetMfaEnabled),
            .. State("population", UserStateEndpoints.ReadPopulation, UserStateEndpoints.SetPopulation),
            .. State("verifyStatus", UserStateEndpoints.ReadVerifyStatus, UserStateEndpoints.SetVerifyStatus),
            .. State("identityProvider", UserStateEndpoints.ReadIdentityProvider, UserStateEndpoints.SetIdentityProvider),
        ];

    /// <summary>A member of a user that is read and changed alone.</summary>
    private static Route[] State(string name, Func<Call, User, Answer> read, Func<Call, User, System.Text.Json.JsonElement, Answer> set) =>
        [
            new("GET", $"{User}/{name}", KnownUser.To(read)),
            new("PUT", $"{User}/{name}", KnownUser.Require(Json).Find(PostedJson.Check).To(set)),
        ];

    private static Route[] OfPasswords() =>
        [
            new("GET", Password, KnownUser.To(PasswordEndpoints.Read)),
            new(
                "PUT",
                Password,
                KnownUser.Require(PasswordEndpoints.CheckMediaType("PUT")).Find(PostedJson.Optional).To(PasswordEndpoints.Act)
            ),
            new(
                "POST",
                Password,
                KnownUser.Require(PasswordEndpoints.CheckMediaType("POST")).Find(PostedJson.Optional).To(PasswordEndpoints.Act)
            ),
        ];

    private static Route[] OfImages() =>
        [
            new("GET", Images, Managed.To(ImageEndpoints.All.List)),
            new("POST", Images, Managed.Require(ImageEndpoints.CheckSize).Find(ImageBytes.Check).To(ImageEndpoints.Create)),
            new("GET", Image, KnownImage.To(ImageEndpoints.Read)),
            new("PUT", Image, KnownImage.Require(ImageEndpoints.CheckSize).Find(ImageBytes.Check).To(ImageEndpoints.Replace)),
            new("DELETE", Image, KnownImage.To(ImageEndpoints.Delete)),
            new("GET", "/environments/{envID}/images/{fileName}", Routes.Open.To(ImageEndpoints.Show)),
        ];
}
