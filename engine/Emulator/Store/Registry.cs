namespace PingOneScenarios.Emulator.Store;

/// <summary>The environment's applications, populations and users. One lock: rules such as "no users in a deleted population" cross the tables.</summary>
internal sealed class Registry(Application? administrator, Population defaultPopulation)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Application> applications = [];
    private readonly Dictionary<string, Population> populations = new() { [defaultPopulation.Id] = defaultPopulation };
    private readonly Dictionary<string, User> users = [];
    private readonly Dictionary<string, string> idsByApplicationName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> idsByPopulationName = new(StringComparer.OrdinalIgnoreCase)
    {
        [defaultPopulation.Name] = defaultPopulation.Id,
    };
    private readonly Dictionary<string, string> idsByUsername = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> userCounts = [];
    private string defaultPopulationId = defaultPopulation.Id;

    public string DefaultPopulationId
    {
        get
        {
            lock (gate)
                return defaultPopulationId;
        }
    }

    /// <summary>Everything at this moment, the oldest first.</summary>
    public IReadOnlyList<Application> Applications() => Sorted(applications.Values, application => (application.CreatedAt, application.Id));

    /// <inheritdoc cref="Applications"/>
    public IReadOnlyList<Population> Populations() => Sorted(populations.Values, population => (population.CreatedAt, population.Id));

    /// <inheritdoc cref="Applications"/>
    public IReadOnlyList<User> Users() => Sorted(users.Values, user => (user.CreatedAt, user.Id));

    public Application? FindApplication(string id)
    {
        lock (gate)
            return applications.GetValueOrDefault(id);
    }

    /// <summary>An application, or the environment's own worker, which is not one of its applications.</summary>
    public Application? FindClient(string id) => id == administrator?.Id ? administrator : FindApplication(id);

    public Population? FindPopulation(string id)
    {
        lock (gate)
            return populations.GetValueOrDefault(id);
    }

    public int UserCount(string populationId)
    {
        lock (gate)
            return userCounts.GetValueOrDefault(populationId);
    }

    public User? FindUser(string id)
    {
        lock (gate)
            return users.GetValueOrDefault(id);
    }

    public User? FindUserByName(string username)
    {
        lock (gate)
            return idsByUsername.TryGetValue(username, out var id) ? users.GetValueOrDefault(id) : null;
    }

    /// <summary>Null when added, else the id of the application that has the name.</summary>
    public string? Add(Application application)
    {
        lock (gate)
        {
            if (!idsByApplicationName.TryAdd(application.Name, application.Id))
                return idsByApplicationName[application.Name];
            applications.Add(application.Id, application);
            return null;
        }
    }

    /// <summary>Null when added, else the id of the population that has the name.</summary>
    public string? Add(Population population)
    {
        lock (gate)
        {
            if (!idsByPopulationName.TryAdd(population.Name, population.Id))
                return idsByPopulationName[population.Name];
            if (population.IsDefault)
            {
                populations[defaultPopulationId] = populations[defaultPopulationId] with { IsDefault = false };
                defaultPopulationId = population.Id;
            }
            populations.Add(population.Id, population);
            return null;
        }
    }

    /// <summary>What kept the user out, or nothing.</summary>
    public AddUserResult Add(User user)
    {
        lock (gate)
        {
            if (!populations.ContainsKey(user.PopulationId))
                return AddUserResult.UnknownPopulation;
            if (!idsByUsername.TryAdd(user.Username, user.Id))
                return AddUserResult.UsernameTaken;
            users.Add(user.Id, user);
            userCounts[user.PopulationId] = userCounts.GetValueOrDefault(user.PopulationId) + 1;
            return AddUserResult.Added;
        }
    }

    /// <summary>Changes what is there at this moment; null when it is gone.</summary>
    public Application? Update(string applicationId, Func<Application, Application> change)
    {
        lock (gate)
            return applications.TryGetValue(applicationId, out var application) ? applications[applicationId] = change(application) : null;
    }

    /// <inheritdoc cref="Update(string, Func{Application, Application})"/>
    public User? Update(string userId, Func<User, User> change)
    {
        lock (gate)
            return users.TryGetValue(userId, out var user) ? users[userId] = change(user) : null;
    }

    public void RemoveApplication(string id)
    {
        lock (gate)
            if (applications.Remove(id, out var application))
                idsByApplicationName.Remove(application.Name);
    }

    /// <summary>False when the population is the default one or has users.</summary>
    public bool TryRemovePopulation(string id)
    {
        lock (gate)
        {
            if (id == defaultPopulationId || userCounts.GetValueOrDefault(id) > 0)
                return false;
            if (populations.Remove(id, out var population))
                idsByPopulationName.Remove(population.Name);
            return true;
        }
    }

    private T[] Sorted<T>(IEnumerable<T> values, Func<T, (DateTimeOffset, string)> key)
    {
        lock (gate)
            return [.. values.OrderBy(key)];
    }

    public void RemoveUser(string id)
    {
        lock (gate)
        {
            if (!users.Remove(id, out var user))
                return;
            idsByUsername.Remove(user.Username);
            userCounts[user.PopulationId]--;
        }
    }
}
