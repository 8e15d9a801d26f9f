// A blog with two routes that knows nothing of the lab: no exporter, address or SDK in its code. They
// come from the command that starts it (package.json) and from the environment (compose.yml).
import { FastifyOtelInstrumentation } from '@fastify/otel';
import Fastify from 'fastify';

const posts = [
  { id: 1, title: 'Hello' },
  { id: 2, title: 'What is still to do' },
];
/** Where the task API of the lab answers. */
const tasksUrl = process.env.TASKS_URL ?? 'http://localhost:5000';

// Fastify's log lines; the SDK also sends each to Loki, with its trace id.
const app = Fastify({ logger: true });
// Gives the SDK the route of a request, for the span's name and the label http_route. Spans per hook
// would add nothing here.
await app.register(new FastifyOtelInstrumentation({ instrumentHooks: false }).plugin());

app.get('/posts', () => posts);

/** A post, with the number of open tasks (100 at most); null where the task API does not answer. */
app.get<{ Params: { id: string } }>('/posts/:id', async (request, reply) => {
  const post = posts.find(({ id }) => String(id) === request.params.id);
  if (post === undefined) return reply.code(404).send({ error: 'no such post' });
  try {
    const answer = await fetch(`${tasksUrl}/api/tasks?completed=false&limit=100`, {
      signal: AbortSignal.timeout(2000),
    });
    const { tasks } = (await answer.json()) as { tasks: unknown[] };
    return { ...post, openTasks: tasks.length };
  } catch (error) {
    request.log.warn({ err: error }, 'the task API does not answer');
    return { ...post, openTasks: null };
  }
});

await app.listen({ host: '0.0.0.0', port: 5100 });
// A process with id 1 ignores signals that it does not handle. The SDK handles them too, and sends
// what is left.
process.once('SIGTERM', () => app.close());
