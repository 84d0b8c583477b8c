import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { lazy } from 'react';
import { Refused } from '../lib/api';
import { Workbench } from '../workbench/workbench';
import { registerSearch } from '../register/search';
import { administers, loadMe } from '../session/me';
import type { State as NoticeState } from '../admin/notices';
import type { State } from '../supervision/orders';
import type { Group } from '../supervision/supervision';
import { Failure } from './failure';
import { Shell } from './shell';

const SignIn = lazy(() => import('../session/sign-in').then((m) => ({ default: m.SignIn })));
const register = () => import('../register/register');
const casePage = () => import('../case/case-page');
const Register = lazy(() => register().then((m) => ({ default: m.Register })));
const CasePage = lazy(() => casePage().then((m) => ({ default: m.CasePage })));
const StepPage = lazy(() => import('../form/step-page').then((m) => ({ default: m.StepPage })));
const StepFormPage = lazy(() => import('../form/step-form-page').then((m) => ({ default: m.StepFormPage })));
const Supervision = lazy(() =>
  import('../supervision/supervision').then((m) => ({ default: m.Supervision })),
);
const Say = lazy(() => import('../intake/say').then((m) => ({ default: m.Say })));
const Accounts = lazy(() => import('../admin/accounts').then((m) => ({ default: m.Accounts })));
const AccountPage = lazy(() => import('../admin/account').then((m) => ({ default: m.AccountPage })));
const Places = lazy(() => import('../admin/places').then((m) => ({ default: m.Places })));
const Messages = lazy(() => import('../messages/messages').then((m) => ({ default: m.Messages })));
const Orders = lazy(() => import('../supervision/orders').then((m) => ({ default: m.Orders })));
const Figures = lazy(() => import('../supervision/figures').then((m) => ({ default: m.Figures })));
const Late = lazy(() => import('../intake/late').then((m) => ({ default: m.Late })));
const People = lazy(() => import('../people/people').then((m) => ({ default: m.People })));
const Pools = lazy(() => import('../people/pools').then((m) => ({ default: m.Pools })));
const Procedures = lazy(() => import('../admin/procedures').then((m) => ({ default: m.Procedures })));
const Notices = lazy(() => import('../admin/notices').then((m) => ({ default: m.Notices })));
const Blocked = lazy(() => import('../admin/blocked').then((m) => ({ default: m.Blocked })));
const Calendar = lazy(() => import('../admin/calendar').then((m) => ({ default: m.Calendar })));
const PapersPage = lazy(() => import('../print/papers-page').then((m) => ({ default: m.PapersPage })));
const Me = lazy(() => import('../session/me-page').then((m) => ({ default: m.MePage })));

const root = createRootRoute({
  errorComponent: ({ error, reset }) => <Failure error={error} again={reset} />,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ back }: Record<string, unknown>): { back?: string } =>
    typeof back === 'string' && back.startsWith('/') && !back.startsWith('//') ? { back } : {},
  component: function SignInRoute() {
    return <SignIn {...signIn.useSearch()} />;
  },
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      await loadMe();
    } catch (error) {
      if (error instanceof Refused && error.status === 401)
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the router wants it
        throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { back: location.href } });
      throw error;
    }
  },
});

const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: Workbench,
  beforeLoad: async () => {
    const { memberships } = await loadMe();
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the router wants it
    if (memberships.every(administers)) throw redirect({ to: '/admin/places' });
  },
});
const registerRoute = createRoute({
  getParentRoute: () => shell,
  path: '/cases',
  component: Register,
  validateSearch: registerSearch,
});
const caseRoute = createRoute({
  getParentRoute: () => shell,
  path: '/cases/$id',
  component: CasePage,
});
const stepRoute = createRoute({
  getParentRoute: () => shell,
  path: '/cases/$id/steps/$step/$action',
  component: StepFormPage,
});
const stepPage = createRoute({
  getParentRoute: () => shell,
  path: '/cases/$id/steps/$step',
  component: StepPage,
});
const say = createRoute({ getParentRoute: () => shell, path: '/say', component: Say });
const supervision = createRoute({
  getParentRoute: () => shell,
  path: '/supervision',
  component: Supervision,
  validateSearch: ({ group, village }: Record<string, unknown>): { group?: Group; village?: string } => ({
    group: group === 'stuck' || group === 'soon' ? group : undefined,
    village: typeof village === 'string' ? village : undefined,
  }),
});
const accounts = createRoute({ getParentRoute: () => shell, path: '/admin/accounts', component: Accounts });
const account = createRoute({
  getParentRoute: () => shell,
  path: '/admin/accounts/$id',
  component: AccountPage,
});
const places = createRoute({ getParentRoute: () => shell, path: '/admin/places', component: Places });
const messages = createRoute({ getParentRoute: () => shell, path: '/messages', component: Messages });
const orders = createRoute({
  getParentRoute: () => shell,
  path: '/supervision/orders',
  component: Orders,
  validateSearch: ({ state }: Record<string, unknown>): { state?: State } =>
    state === 'overdue' || state === 'answered' || state === 'ended' ? { state } : {},
});
const figures = createRoute({
  getParentRoute: () => shell,
  path: '/supervision/figures',
  component: Figures,
});
const late = createRoute({ getParentRoute: () => shell, path: '/late', component: Late });
const people = createRoute({ getParentRoute: () => shell, path: '/people', component: People });
const pools = createRoute({ getParentRoute: () => shell, path: '/pools', component: Pools });
const procedures = createRoute({
  getParentRoute: () => shell,
  path: '/admin/procedures',
  component: Procedures,
});
const notices = createRoute({
  getParentRoute: () => shell,
  path: '/admin/notices',
  component: Notices,
  validateSearch: ({ state }: Record<string, unknown>): { state?: NoticeState } =>
    state === 'waiting' || state === 'sent' || state === 'skipped' ? { state } : {},
});
const calendar = createRoute({ getParentRoute: () => shell, path: '/admin/calendar', component: Calendar });
const blocked = createRoute({ getParentRoute: () => shell, path: '/admin/blocked', component: Blocked });
const papers = createRoute({ getParentRoute: () => shell, path: '/cases/$id/papers', component: PapersPage });
const me = createRoute({ getParentRoute: () => shell, path: '/me', component: Me });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    shell.addChildren([
      inbox,
      registerRoute,
      caseRoute,
      stepPage,
      papers,
      stepRoute,
      say,
      supervision,
      places,
      accounts,
      account,
      messages,
      orders,
      figures,
      late,
      people,
      pools,
      procedures,
      notices,
      calendar,
      blocked,
      me,
    ]),
  ]),
  defaultPreload: 'intent',
});

/** Where one goes next is there already: fetched when the first page has been looked at for a moment. */
setTimeout(() => void Promise.all([register(), casePage()]).catch(() => undefined), 2_000);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
