using System.Net;
using static VisEval.Tests.Server.ServerProcess;

namespace VisEval.Tests.Server;

/// <summary>Who is answered, and what browsers are told.</summary>
public sealed class GuardTests
{
    private static ServerProcess Server => ServedScene.Server;

    private static string Port => new Uri(Server.Address).Port.ToString(null as IFormatProvider);

    [TestCase("localhost", 200)]
    [TestCase("127.0.0.1:80", 200)]
    [TestCase("[::1]:5090", 200)]
    [TestCase("rebound.example", 400)]
    [TestCase("localhost.rebound.example", 400)]
    public async Task A_host_that_is_not_this_machine_is_not_answered(string host, int status)
    {
        foreach (var path in new[] { "", "page.js", "api/about", "runs/0/report.html" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;
            Assert.That((int)(await Server.Client.SendAsync(request)).StatusCode, Is.EqualTo(status), path);
        }
    }

    [TestCase("Origin", "https://other.example")]
    [TestCase("Origin", "http://localhost:1")]
    [TestCase("Origin", "null")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    public async Task Another_page_is_not_answered(string header, string value)
    {
        await Refused(
            await Server.Explain("0/explain?method=gradient", [1], request => request.Headers.Add(header, value)), 403, "another page did");
        using var get = new HttpRequestMessage(HttpMethod.Get, "api/compare?baseline=0&current=1");
        get.Headers.Add(header, value);
        await Refused(await Server.Client.SendAsync(get), 403, "another page did");
    }

    [Test]
    public async Task The_own_page_is_answered()
    {
        using var response = await Server.Explain("0/explain?method=gradient", File.ReadAllBytes(Picture("one-000")), request =>
        {
            request.Headers.Add("Origin", $"http://localhost:{Port}");
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
        });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Headers.Select(h => h.Key), Has.None.StartsWith("Access-Control-"));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("multipart/form-data; boundary=x")]
    public async Task What_a_form_can_send_is_refused(string kind) => await Refused(
        await Server.Explain("0/explain?method=gradient", [1], request =>
        {
            request.Content!.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(kind);
        }), 415, $"and not as '{kind}'; with curl: --data-binary @picture.jpg -H");

    [TestCase("")]
    [TestCase("page.js")]
    [TestCase("api/about")]
    [TestCase("nothing")]
    public async Task Every_answer_says_what_may_run_and_that_it_is_not_kept(string path)
    {
        using var response = await Server.Client.GetAsync(path);
        var policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
        Assert.That(policy, Does.StartWith("default-src 'none'; script-src 'self'; style-src 'self';").And.Not.Contain("unsafe"));
        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(response.Headers.CacheControl!.NoStore);
    }

    [Test]
    public async Task A_report_runs_its_scripts_without_an_origin()
    {
        using var response = await Server.Client.GetAsync("runs/0/report.html");
        var policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
        Assert.That(policy, Does.Contain("sandbox allow-scripts").And.Not.Contain("allow-same-origin").And.Not.Contain("connect-src"));
    }

    [TestCase("runs/3/report.html")]
    [TestCase("runs/-1/report.html")]
    [TestCase("runs/..%2F..%2Fetc%2Fpasswd/report.html")]
    [TestCase("runs/0/results.db")]
    [TestCase("runs/0/..%2F1/report.html")]
    [TestCase("api/runs/a")]
    [TestCase("api/runs/%2Fetc")]
    [TestCase("api/compare?baseline=0&current=/etc")]
    [TestCase("api/compare?baseline=0")]
    [TestCase("index.html")]
    [TestCase("..%2Fviseval.dll")]
    public async Task Only_what_the_command_line_names_can_be_reached(string path)
    {
        using var response = await Server.Client.GetAsync(path);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), path);
    }

    [Test]
    public async Task No_answer_holds_a_path_of_this_machine()
    {
        foreach (var path in new[] { "api/about", "api/runs/0", "api/compare?baseline=0&current=1" })
            Assert.That(await Server.Client.GetStringAsync(path), Does.Not.Contain(ServedScene.Folder).And.Not.Contain("/datasets/"), path);
    }
}
