using System.Diagnostics;
using SkiaSharp;
using VisEval.Harness;
using VisEval.Harness.Input;
using VisEval.Tests.Cli;
using VisEval.Tests.Harness.Datasets.Pictures;
using static VisEval.Tests.Server.ServerProcess;

namespace VisEval.Tests.Server;

/// <summary>A picture that is sent to the started program.</summary>
public sealed class ExplainEndpointTests
{
    private static readonly byte[] Scene = File.ReadAllBytes(Picture("one-000"));

    private static ServerProcess Server => ServedScene.Server;

    [TestCase("grad-cam", "")]
    [TestCase("smoothgrad:samples=4", "3")]
    [TestCase("smooth:samples=3:input-x-gradient", "7")]
    public async Task It_is_what_explain_writes(string method, string target)
    {
        using var folder = new TemporaryFolder();
        await AsExplain.Check(
            Server, folder.Path, Picture("one-000"), method, target, "--model", Path.Combine(Network("residual"), "model.onnx"));
    }

    [Test]
    public async Task The_scores_are_those_of_the_network_the_likeliest_first()
    {
        var answer = await JsonOf(await Server.Explain("0/explain?method=gradient&class=9", Scene));
        Assert.That(answer.GetProperty("target").GetInt32(), Is.EqualTo(9));
        var scores = answer.GetProperty("scores").EnumerateArray()
            .Select(s => (Class: s.GetProperty("class").GetInt32(), Logit: s.GetProperty("logit").GetDouble())).ToList();
        using var network = VisEval.Harness.Network.Open(Path.Combine(Network("residual"), "model.onnx"));
        var expected = network.Classify(InputImage.FromBytes(Scene));
        Assert.That(scores.Select(s => s.Class), Is.EqualTo(expected.Select(e => e.Class)));
        Assert.That(scores.Select(s => s.Logit), Is.EqualTo(expected.Select(e => e.Logit)).Within(1e-5));
    }

    [Test]
    public async Task The_map_alone_is_a_picture_of_the_inputs_size()
    {
        var answer = await JsonOf(await Server.Explain("0/explain?method=gradient", Scene));
        using var map = SKBitmap.Decode(answer.GetProperty("map").GetBytesFromBase64());
        Assert.That((map.Height, map.Width), Is.EqualTo((64, 64)));
        var values = NpyFile.Parse(answer.GetProperty("array").GetBytesFromBase64(), "served").Values;
        var (brightest, darkest) = (Array.IndexOf(values, values.Max()), Array.IndexOf(values, values.Min()));
        // The ends of Inferno.
        Assert.That(map.GetPixel(brightest % 64, brightest / 64).Red, Is.GreaterThan(240));
        Assert.That(map.GetPixel(darkest % 64, darkest / 64).Red, Is.LessThan(10));
    }

    [Test]
    public async Task A_constant_map_has_no_picture_of_its_own_and_a_remark()
    {
        var answer = await JsonOf(await Server.Explain("0/explain?method=uniform", Scene));
        Assert.That(answer.GetProperty("map").GetBytesFromBase64(), Is.Empty);
        Assert.That(answer.GetProperty("remark").GetString(), Is.Not.Empty);
    }

    [TestCase("0/explain?method=grad-cm", 400, "Did you mean 'grad-cam'")]
    [TestCase("0/explain?method=smoothgrad:samples=0", 400, "samples=0 is not allowed")]
    [TestCase("0/explain?method=grad-cam&class=10", 400, "class 10 is none of the network's 10, 0 to 9.")]
    [TestCase("0/explain?method=grad-cam&class=-1", 400, "class -1 is none")]
    [TestCase("0/explain?method=grad-cam&class=cat", 400, "class 'cat' is not allowed")]
    [TestCase("0/explain?method=attention-rollout", 422, "attention")]
    [TestCase("5/explain?method=grad-cam", 404, "There is no such network.")]
    [TestCase("..%2F..%2Fetc%2Fpasswd/explain?method=grad-cam", 404, "There is no such network.")]
    public async Task What_is_wrong_is_said_in_a_sentence(string query, int status, string sentence) =>
        await Refused(await Server.Explain(query, Scene), status, sentence);

    [Test]
    public async Task What_is_no_picture_is_refused() => await Refused(
        await Server.Explain("0/explain?method=grad-cam", "no picture"u8.ToArray()), 400, "not a picture that can be read");

    [Test]
    public async Task A_picture_that_claims_more_pixels_than_are_read_is_refused()
    {
        byte[] head = [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0];
        var claimed = PngFiles.Of(head, [], []);
        await Refused(await Server.Explain("0/explain?method=grad-cam", claimed), 400, "60000×60000 pixels are too many");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task More_bytes_than_are_taken_are_refused(bool isSaid) => await Refused(
        await Server.Explain("0/explain?method=grad-cam", new byte[(64 << 20) + 1], request =>
        {
            // The server refuses before all is sent.
            request.Headers.ExpectContinue = isSaid;
            request.Headers.TransferEncodingChunked = !isSaid;
        }), 413, "at most 64 MB are taken");

    [Test]
    public async Task No_upload_leaves_a_file()
    {
        var before = Files();
        await Server.Explain("0/explain?method=grad-cam", Scene);
        await Server.Explain("0/explain?method=grad-cam", new byte[8 << 20]);
        Assert.That(Files(), Is.EqualTo(before));

        static string[] Files() =>
            [.. Directory.GetFileSystemEntries(ServedScene.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    [Test]
    public async Task When_the_client_goes_away_the_processors_are_free_again()
    {
        for (var i = 0; i <= Environment.ProcessorCount; i++)
        {
            using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            Assert.That(
                async () => await Server.Client.PostAsync(
                    "api/networks/0/explain?method=rise:masks=100000", Content(), impatient.Token),
                Throws.InstanceOf<OperationCanceledException>());
        }
        var clock = Stopwatch.StartNew();
        Assert.That((await Server.Explain("0/explain?method=gradient", Scene)).IsSuccessStatusCode);
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)), "the passes that nobody waits for have ended");

        static ByteArrayContent Content()
        {
            var content = new ByteArrayContent(Scene);
            content.Headers.ContentType = new("application/octet-stream");
            return content;
        }
    }
}
