// The floor a run is measured against: one HttpClient that sends the same GET again and again, and reads each answer;
// several at a time when asked.
//
//   raw-client ADDRESS COUNT [AT A TIME: 1]
#:property AssemblyName=raw-client
#:property PublishAot=true
#:property InvariantGlobalization=true
#:property RestorePackagesWithLockFile=false

using var client = new HttpClient(
    new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
    }
);
var (address, count) = (new Uri(args[0]), int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
var left = count;
var workers = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 1;
var answers = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync()));
return answers.All(a => a) ? 0 : 1;

async Task<bool> WorkAsync()
{
    while (Interlocked.Decrement(ref left) >= 0)
    {
        using var answer = await client.GetAsync(address);
        await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
            return false;
    }
    return true;
}
