using System.Globalization;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VisEval.Core;
using VisEval.Distributed.Database;
using VisEval.Distributed.Queue;

// Started by `viseval watch --dashboard`: the port is the argument; the connection string, which may hold a password, is a variable, as
// other users of the machine see arguments.
try
{
    var address = PoolAddress.Parse(Environment.GetEnvironmentVariable("VISEVAL_STORE") ?? "");
    var storage = PoolStorage.Open(address);
    // Settings that lie in the folder that the user stands in must not change where it listens.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    builder.Logging.ClearProviders();
    builder.WebHost.ConfigureKestrel(k => k.ListenLocalhost(int.Parse(args[0], CultureInfo.InvariantCulture)));
    // A page elsewhere that resolves its own name to this machine must not be answered.
    builder.Services.Configure<HostFilteringOptions>(o => o.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
    builder.Services.AddHangfire(c => c.UseStorage(storage));
    var app = builder.Build();
    app.UseHostFiltering();
    app.UseHangfireDashboard("", new DashboardOptions
    {
        Authorization = [new LocalRequestsOnlyAuthorizationFilter()],
        IsReadOnlyFunc = _ => true,
        DashboardTitle = $"VisEval, {address.Name}",
        DisplayStorageConnectionString = false,
        AppPath = null,
    });
    // It ends with the program that started it, however that ends.
    _ = Task.Run(async () =>
    {
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    });
    app.Run();
    return 0;
}
catch (IOException error)
{
    Console.Error.WriteLine($"The dashboard cannot listen on port {args[0]}: {Printable.Visible(error.Message)} Choose another port.");
    return 2;
}
catch (InputException error)
{
    Console.Error.WriteLine(Printable.Visible(error.Message));
    return 2;
}
