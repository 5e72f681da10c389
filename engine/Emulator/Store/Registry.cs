namespace PingOneScenarios.Emulator.Store;

/// <summary>The environment's applications, populations and users. One lock: rules such as "no users in a deleted population" cross the tables.</summary>
internal sealed class Registry
{
    private readonly Lock gate = new();
    private readonly Application? administrator;
    private readonly Shelf<Application> applications = new(application => application.Name);
    private readonly Shelf<Population> populations = new(population => population.Name);
    private readonly Shelf<User> users = new(user => user.Username);
    private readonly Dictionary<string, int> userCounts = [];
    private string defaultPopulationId;

    public Registry(Application? administrator, Population defaultPopulation)
    {
        this.administrator = administrator;
        populations.Add(defaultPopulation);
        defaultPopulationId = defaultPopulation.Id;
    }

    public string DefaultPopulationId
    {
        get
        {
            lock (gate)
                return defaultPopulationId;
        }
    }

    /// <summary>Everything at this moment, the oldest first.</summary>
    public IReadOnlyList<Application> Applications()
    {
        lock (gate)
            return applications.All();
    }

    /// <inheritdoc cref="Applications"/>
    public IReadOnlyList<Population> Populations()
    {
        lock (gate)
            return populations.All();
    }

    /// <inheritdoc cref="Applications"/>
    public IReadOnlyList<User> Users()
    {
        lock (gate)
            return users.All();
    }

    public Application? FindApplication(string id)
    {
        lock (gate)
            return applications.Find(id);
    }

    public Application? FindApplicationByName(string name)
    {
        lock (gate)
            return applications.FindByName(name);
    }

    /// <summary>An application, or the environment's own worker, which is not one of its applications.</summary>
    public Application? FindClient(string id) => id == administrator?.Id ? administrator : FindApplication(id);

    public Population? FindPopulation(string id)
    {
        lock (gate)
            return populations.Find(id);
    }

    public Population? FindPopulationByName(string name)
    {
        lock (gate)
            return populations.FindByName(name);
    }

    public int UserCount(string populationId)
    {
        lock (gate)
            return userCounts.GetValueOrDefault(populationId);
    }

    public User? FindUser(string id)
    {
        lock (gate)
            return users.Find(id);
    }

    public User? FindUserByName(string username)
    {
        lock (gate)
            return users.FindByName(username);
    }

    /// <summary>Null when added, else the id of the application that has the name.</summary>
    public string? Add(Application application)
    {
        lock (gate)
            return applications.Add(application);
    }

    /// <summary>Null when added, else the id of the population that has the name.</summary>
    public string? Add(Population population)
    {
        lock (gate)
        {
            if (populations.Add(population) is { } existingId)
                return existingId;
            PassOnDefault(population);
            return null;
        }
    }

    /// <summary>What kept the user out, or nothing.</summary>
    public AddUserResult Add(User user)
    {
        lock (gate)
        {
            if (populations.Find(user.PopulationId) is null)
                return AddUserResult.UnknownPopulation;
            if (users.Add(user) is not null)
                return AddUserResult.UsernameTaken;
            Count(user.PopulationId, 1);
            return AddUserResult.Added;
        }
    }

    /// <summary>Changes what is there at this moment, its name not; null when it is gone.</summary>
    public Application? Update(string applicationId, Func<Application, Application> change)
    {
        lock (gate)
            return Update(applications, applicationId, change);
    }

    /// <summary>Changes what is there at this moment, its name and its population not; null when it is gone.</summary>
    public User? Update(string userId, Func<User, User> change)
    {
        lock (gate)
            return Update(users, userId, change);
    }

    /// <summary>Changes what is there at this moment, its name too.</summary>
    public Replaced<Application> Replace(string applicationId, Func<Application, Application> change)
    {
        lock (gate)
            return Replace(applications, applicationId, change);
    }

    /// <inheritdoc cref="Replace(string, Func{Application, Application})"/>
    public Replaced<User> Replace(string userId, Func<User, User> change)
    {
        lock (gate)
            return Replace(users, userId, change);
    }

    /// <summary>Changes what is there at this moment, its name too. The default population stays that until another becomes it.</summary>
    public Replaced<Population> Replace(string populationId, Func<Population, Population> change)
    {
        lock (gate)
        {
            var replaced = Replace(
                populations,
                populationId,
                current => change(current) is var next && current.IsDefault ? next with { IsDefault = true } : next
            );
            if (replaced.Now is { } population)
                PassOnDefault(population);
            return replaced;
        }
    }

    /// <summary>Null when the user or the population is gone.</summary>
    public User? Move(string userId, string populationId, DateTimeOffset now)
    {
        lock (gate)
        {
            if (populations.Find(populationId) is null || users.Find(userId) is not { } user)
                return null;
            Count(user.PopulationId, -1);
            Count(populationId, 1);
            return Update(users, userId, current => current with { PopulationId = populationId, UpdatedAt = now });
        }
    }

    public void RemoveApplication(string id)
    {
        lock (gate)
            applications.Remove(id, out _);
    }

    public RemovePopulationResult Remove(Population population)
    {
        lock (gate)
        {
            if (populations.Count == 1)
                return RemovePopulationResult.IsLast;
            if (population.Id == defaultPopulationId)
                return RemovePopulationResult.IsDefault;
            if (userCounts.GetValueOrDefault(population.Id) > 0)
                return RemovePopulationResult.HasUsers;
            populations.Remove(population.Id, out _);
            userCounts.Remove(population.Id);
            return RemovePopulationResult.Removed;
        }
    }

    public void RemoveUser(string id)
    {
        lock (gate)
            if (users.Remove(id, out var user))
                Count(user.PopulationId, -1);
    }

    private void PassOnDefault(Population population)
    {
        if (!population.IsDefault || population.Id == defaultPopulationId)
            return;
        Update(populations, defaultPopulationId, before => before with { IsDefault = false });
        defaultPopulationId = population.Id;
    }

    private void Count(string populationId, int more) => userCounts[populationId] = userCounts.GetValueOrDefault(populationId) + more;

    private static T? Update<T>(Shelf<T> shelf, string id, Func<T, T> change)
        where T : class, IResource
    {
        if (shelf.Find(id) is not { } current)
            return null;
        var next = change(current);
        shelf.Put(next);
        return next;
    }

    private static Replaced<T> Replace<T>(Shelf<T> shelf, string id, Func<T, T> change)
        where T : class, IResource
    {
        if (shelf.Find(id) is not { } current)
            return new(null, null);
        var next = change(current);
        return shelf.Replace(next) is { } holder ? new(null, holder) : new(next, null);
    }
}
